import { describe, expect, it } from 'vitest';
import {
  applyChoices,
  linksWithChoices,
} from '../../../../../daemon/domain/linking/choices/apply-choices.ts';
import { identityOf, type LinkChoice } from '../../../../../daemon/domain/linking/choices/link-choice.ts';
import { TemplateIndex } from '../../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../../daemon/domain/linking/link-findings.ts';
import { finding, template, workspace } from '../builders.ts';

const bucket = 'AWS::S3::Bucket';
const named = { Type: bucket, Properties: { BucketName: 'shop-logs-1abc' } };
/** Three places give a bucket the same name. */
const places = ['/app/a.yaml', '/app/b.yaml', '/app/c.yaml'];

function alike(files = places): TemplateIndex {
  const index = new TemplateIndex(['/app']);
  for (const file of files) index.update(file, template(file, { Data: named }));
  return index;
}

function chosen(verdict: LinkChoice['verdict'], file: string, given: Partial<LinkChoice> = {}): LinkChoice {
  return {
    ...identityOf(finding({})),
    file,
    logicalId: 'Data',
    verdict,
    at: '2026-11-24T12:00:00.000Z',
    ...given,
  };
}

function linked(index: TemplateIndex, ...choices: LinkChoice[]) {
  const facts = { stacks: [], templateHashes: new Map() };
  const computed = linkFindings([finding({})], facts, index, { choices }).get(finding({}).key);
  if (!computed) throw new Error('Every finding has a link.');
  return applyChoices(computed, choices, index);
}

const filesOf = (link: ReturnType<typeof linked>) => link.candidates?.map(({ file }) => file);

describe('"this one"', () => {
  it('makes a candidate the certain place, with the time of the choice', () => {
    expect(linked(alike(), chosen('this', '/app/b.yaml'))).toEqual({
      confidence: 'certain',
      place: expect.objectContaining({ file: '/app/b.yaml', logicalId: 'Data', line: 2 }),
      evidence: { by: 'choice', at: '2026-11-24T12:00:00.000Z' },
      choice: 'this',
    });
  });

  it('chooses a declaration that the linking did not find', () => {
    const index = workspace({ '/app/other.yaml': { Archive: bucket } });
    const link = linked(index, chosen('this', '/app/other.yaml', { logicalId: 'Archive' }));
    expect(link).toMatchObject({ confidence: 'certain', place: { file: '/app/other.yaml' } });
  });

  it('follows the declaration to its current line', () => {
    const index = alike();
    index.update('/app/b.yaml', template('/app/b.yaml', { First: 'AWS::SNS::Topic', Data: named }));
    expect(linked(index, chosen('this', '/app/b.yaml')).place?.line).toBeGreaterThan(2);
  });

  it.each([
    ['the file is gone', ['/app/a.yaml', '/app/c.yaml'], {}],
    ['its logical id is', places, { logicalId: 'Renamed' }],
  ])('is not followed if %s, and the link is as computed', (_, files, given) => {
    const index = alike(files);
    const { choice, ...link } = linked(index, chosen('this', '/app/b.yaml', given));
    expect(link).toEqual(linked(index));
    expect(choice).toBe('gone');
  });

  it('is not followed to a resource of another type', () => {
    const index = workspace({ '/app/other.yaml': { Data: 'AWS::SNS::Topic' } });
    expect(linked(index, chosen('this', '/app/other.yaml'))).toMatchObject({
      confidence: 'none',
      choice: 'gone',
    });
  });

  it('outweighs verdicts on other places', () => {
    const link = linked(alike(), chosen('not', '/app/a.yaml'), chosen('this', '/app/c.yaml'));
    expect(link).toMatchObject({ confidence: 'certain', place: { file: '/app/c.yaml' } });
  });
});

describe('"not this one"', () => {
  it('removes a place from the candidates and says so', () => {
    const link = linked(alike(), chosen('not', '/app/a.yaml'));
    expect(link).toMatchObject({ confidence: 'candidates', choice: 'not' });
    expect(filesOf(link)).toEqual(['/app/b.yaml', '/app/c.yaml']);
    expect(link.evidence.qualifiers).toEqual([
      { kind: 'rejected', logicalId: 'Data', file: 'a.yaml', at: '2026-11-24T12:00:00.000Z' },
    ]);
  });

  it('leaves the last candidate probable, never certain', () => {
    const link = linked(alike(), chosen('not', '/app/a.yaml'), chosen('not', '/app/c.yaml'));
    expect(link).toMatchObject({ confidence: 'probable', place: { file: '/app/b.yaml' } });
    expect(link.candidates).toBeUndefined();
    expect(link.evidence.qualifiers).toEqual([
      { kind: 'rejected-several', places: 2, at: '2026-11-24T12:00:00.000Z' },
      { kind: 'only-one-left', logicalId: 'Data', file: 'b.yaml' },
    ]);
  });

  it('leaves nothing if the user rejected all', () => {
    const link = linked(alike(), ...places.map((file) => chosen('not', file)));
    expect(link).toMatchObject({
      confidence: 'none',
      evidence: { qualifiers: [{ kind: 'rejected-several', places: 3 }] },
    });
    expect(link.place).toBeUndefined();
  });

  it('ends a link at that place', () => {
    const link = linked(alike(['/app/a.yaml']), chosen('not', '/app/a.yaml'));
    expect(link).toMatchObject({ confidence: 'none', choice: 'not' });
    expect(link.place).toBeUndefined();
    expect(link.evidence).toMatchObject({
      by: 'name',
      reason: { kind: 'literal' },
      qualifiers: [{ kind: 'rejected', logicalId: 'Data', file: 'a.yaml' }],
    });
  });

  it('changes nothing if the place is not a candidate', () => {
    const { choice, ...link } = linked(alike(), chosen('not', '/elsewhere/a.yaml'));
    expect(link).toEqual(linked(alike()));
    expect(choice).toBe('not');
  });

  describe('of more places than are shown', () => {
    const many = Array.from({ length: 45 }, (_, index) => `/app/${String(index).padStart(2, '0')}.yaml`);
    const afterFirst = (count: number, files = many) =>
      linked(alike(files), ...files.slice(0, count).map((file) => chosen('not', file)));

    it('shows the next ones, and how many are left', () => {
      const link = afterFirst(20);
      expect(link).toMatchObject({ confidence: 'candidates', unlisted: 5 });
      expect(filesOf(link)).toEqual(many.slice(20, 40));
      expect(link.evidence.qualifiers).toMatchObject([
        { kind: 'rejected-several', places: 20 },
        { kind: 'first-shown', shown: 20 },
      ]);
    });

    it('shows all that are left if they are few', () => {
      const link = afterFirst(40);
      expect(filesOf(link)).toEqual(many.slice(40));
      expect(link.unlisted).toBeUndefined();
      expect(link.evidence.qualifiers).toMatchObject([{ kind: 'rejected-several', places: 40 }]);
    });

    it('leaves the very last one probable, and nothing if the user rejected all', () => {
      expect(afterFirst(44)).toMatchObject({ confidence: 'probable', place: { file: '/app/44.yaml' } });
      expect(afterFirst(45).confidence).toBe('none');
    });

    it('shows no more of them if the rejected places are no candidates', () => {
      const link = linked(alike(many), chosen('not', '/elsewhere/a.yaml'));
      expect(link.unlisted).toBe(25);
      expect(filesOf(link)).toEqual(many.slice(0, 20));
    });

    it('shows no more of them to another resource with this id', () => {
      const choices = [chosen('not', many[0] ?? '', { region: 'us-east-1' })];
      const index = alike(many);
      const facts = { stacks: [], templateHashes: new Map() };
      const computed = linkFindings([finding({})], facts, index, { choices });
      const link = linksWithChoices(computed, [finding({})], choices, index).get(finding({}).key);
      expect(link).toEqual(linked(index));
    });
  });

  it('names the folder, too, if a window has several', () => {
    const index = new TemplateIndex(['/app', '/infra']);
    index.update('/infra/net/a.yaml', template('/infra/net/a.yaml', { Data: named }));
    expect(linked(index, chosen('not', '/infra/net/a.yaml')).evidence.qualifiers).toMatchObject([
      { kind: 'rejected', logicalId: 'Data', file: 'infra/net/a.yaml' },
    ]);
  });
});

describe('the verdicts on a resource', () => {
  it('hold for every rule that fails on it, and not for another resource', () => {
    const index = alike();
    const other = finding({ id: 'other', name: 'shop-logs-1abc' });
    const findings = [finding({}), finding({}, { key: 'another rule' }), other];
    const computed = linkFindings(findings, { stacks: [], templateHashes: new Map() }, index);

    const links = linksWithChoices(computed, findings, [chosen('this', '/app/a.yaml')], index);

    expect(findings.map(({ key }) => links.get(key)?.confidence)).toEqual([
      'certain',
      'certain',
      'candidates',
    ]);
  });

  it.each([
    ['account', { account: '999999999999' }],
    ['region', { region: 'us-east-1' }],
    ['type', { type: 'AWS::SNS::Topic' }],
  ])('do not hold in another %s', (_, elsewhere) => {
    const index = alike();
    const computed = linkFindings([finding({})], { stacks: [], templateHashes: new Map() }, index);
    const links = linksWithChoices(
      computed,
      [finding({})],
      [chosen('this', '/app/a.yaml', elsewhere)],
      index,
    );
    expect(links.get(finding({}).key)?.confidence).toBe('candidates');
  });
});
