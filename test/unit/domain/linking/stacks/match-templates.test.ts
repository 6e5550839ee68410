import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../../daemon/domain/deployments/deployment.ts';
import type { Finding } from '../../../../../daemon/domain/findings/finding.ts';
import type { TemplateIndex } from '../../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../../daemon/domain/linking/link-findings.ts';
import type { StackResource } from '../../../../../daemon/domain/stacks/stack-resource.ts';
import { finding, member, stackId, tags, template, workspace } from '../builders.ts';

const bucket = 'AWS::S3::Bucket';
const queue = 'AWS::SQS::Queue';
const logs = finding({}, { tags: tags('Logs') });
const shop = ['Logs', 'Jobs', 'Mail'].map((id) => member(id, { type: id === 'Logs' ? bucket : queue }));
const whole = { Logs: bucket, Jobs: queue, Mail: queue };

/** The index, where files of the workspace say these things about stacks. */
function stating(index: TemplateIndex, ...deployments: Partial<Deployment>[]): TemplateIndex {
  for (const [number, deployment] of deployments.entries()) {
    const file = `/w/Makefile${number}`;
    const said = {
      kind: 'command',
      stack: 'shop',
      template: '/w/a.json',
      file,
      line: 2,
      ...deployment,
    } as const;
    index.deployments.update(file, { deployments: [said], constructs: [] });
  }
  return index;
}

function link(
  index: TemplateIndex,
  stacks: readonly StackResource[] = shop,
  { of = logs, hash }: { of?: Finding; hash?: string } = {},
) {
  const templateHashes = new Map(hash === undefined ? [] : [[stackId('shop'), hash]]);
  const found = linkFindings([of], { stacks, templateHashes }, index).get(of.key);
  if (!found) throw new Error('not linked at all');
  return found;
}

describe('the template of a stack', () => {
  const twins = () => workspace({ '/w/a.json': whole, '/w/b.json': whole });

  it('is the one that a command deploys, not its twin; the evidence says which line', () => {
    const found = link(stating(twins(), {}));

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/a.json' } });
    expect(found.evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'deployed', proof: { by: 'command', hint: { file: '/w/Makefile0', line: 2 } } },
    });
  });

  it('is what the team wrote, whatever a command says', () => {
    const found = link(stating(twins(), {}, { kind: 'mapping', stack: 'sh*', template: '/w/b.json' }));

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/b.json' } });
  });

  it('is not said by a statement about another account or region', () => {
    expect(link(stating(twins(), { account: '999900001111' })).confidence).toBe('candidates');
    expect(link(stating(twins(), { region: 'us-east-1' })).confidence).toBe('candidates');
  });

  it('is none that a statement of another stack claims', () => {
    const index = stating(workspace({ '/w/shop/a.json': whole }), {
      stack: 'bank',
      template: '/w/shop/a.json',
    });

    expect(link(index)).toMatchObject({
      confidence: 'candidates',
      evidence: {
        reason: {
          kind: 'deployed-as-another',
          hint: { file: '/w/Makefile0', line: 2 },
          stack: 'bank',
        },
      },
    });
  });

  it('is none that a statement claims for a stack of that name elsewhere; it says where', () => {
    const index = stating(workspace({ '/w/shop/a.json': whole }), {
      template: '/w/shop/a.json',
      region: 'us-east-1',
    });

    expect(link(index).evidence).toMatchObject({
      reason: {
        kind: 'deployed-as-another',
        hint: { file: '/w/Makefile0', line: 2 },
        stack: 'shop',
        region: 'us-east-1',
      },
    });
  });

  it('is doubtful where the stated one accounts for little of the stack: the statement is old', () => {
    const index = workspace({ '/w/shop/a.json': { Logs: bucket }, '/w/shop/b.json': whole });
    const found = link(stating(index, { template: '/w/shop/a.json' }));

    expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/shop/b.json' } });
  });

  it('does not declare the resource any longer: that is said, and nothing else is taken for it', () => {
    const index = workspace({ '/w/a.json': { Jobs: queue, Mail: queue }, '/w/b.json': whole });
    const found = link(stating(index, {}));

    expect(found.confidence).toBe('none');
    expect(found.evidence).toMatchObject({
      reason: { kind: 'not-in-template', template: '/w/a.json', proof: { by: 'command' } },
    });
  });

  it('is the one whose text was deployed, not its twin', () => {
    const index = twins();
    const deployed = template('/w/b.json', whole);
    index.update('/w/b.json', deployed && { ...deployed, hash: 'abc' });
    const found = link(index, shop, { hash: 'abc' });

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/b.json' } });
    expect(found.evidence).toMatchObject({ reason: { kind: 'deployed', proof: { by: 'text' } } });
  });

  it('is the source of what a tool packaged and deployed', () => {
    const index = workspace({ '/w/shop/a.json': whole });
    const packaged = template('/w/shop/packaged.json', whole);
    index.update('/w/shop/packaged.json', packaged && { ...packaged, hash: 'abc' });

    const found = link(index, shop, { hash: 'abc' });

    // That they belong together is told by what both declare, which is no proof.
    expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/shop/a.json' } });
    expect(found.evidence).toMatchObject({
      reason: { kind: 'deployed', proof: { by: 'text', copy: '/w/shop/packaged.json' } },
    });
  });

  it('is, of a nested stack, the file that the template around it names', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = stating(workspace({ '/w/a.json': { Child: nested }, '/w/child.json': whole }), {
      kind: 'mapping',
    });
    const child = shop.map((each) => ({ ...each, stackId: stackId('shop-Child-1A2B3C4D5E6F') }));
    const of = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });

    const named = link(index, [], { of });
    const listed = link(
      index,
      [
        ...child.map((each) => ({ ...each, stackName: 'shop-Child-1A2B3C4D5E6F' })),
        member('Child', {
          type: 'AWS::CloudFormation::Stack',
          physicalId: stackId('shop-Child-1A2B3C4D5E6F'),
        }),
      ],
      { of },
    );

    // Only its own list tells that the file is what was deployed.
    expect([named.confidence, listed.confidence]).toEqual(['probable', 'certain']);
    for (const found of [named, listed]) {
      expect(found.place?.file).toBe('/w/child.json');
      expect(found.evidence).toMatchObject({
        reason: { proof: { by: 'mapping', parent: { template: '/w/a.json', logicalId: 'Child' } } },
      });
    }
  });

  it('is, of a nested stack that nothing lists, what the deployed text of the stack around it names', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = workspace({ '/w/a.json': { Child: nested, Mail: queue }, '/w/child.json': whole });
    const around = index.files.get('/w/a.json');
    index.update('/w/a.json', around && { ...around, hash: 'abc' });
    const of = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });
    const mail = finding({ type: queue, id: 'mail' }, { tags: tags('Mail') });
    const outlived = finding(
      { type: queue, id: 'old' },
      { tags: { ...tags('Old'), 'aws:cloudformation:stack-id': `${stackId('shop')}-before` } },
    );

    expect(link(index, [], { of, hash: 'abc' }).evidence).not.toMatchObject({ reason: { kind: 'deployed' } });
    for (const [others, stacks] of [
      [[mail], []],
      [[outlived], [member('Mail', { type: queue })]],
    ] as const) {
      const templateHashes = new Map([[stackId('shop'), 'abc']]);
      const found = linkFindings([of, ...others], { stacks, templateHashes }, index).get(of.key);

      expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/child.json' } });
      expect(found?.evidence).toMatchObject({
        reason: { proof: { by: 'text', parent: { template: '/w/a.json', logicalId: 'Child' } } },
      });
    }
  });

  it('is, of a nested stack, first of all the one whose text was deployed', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = workspace({ '/w/a.json': { Child: nested }, '/w/child.json': whole });
    for (const file of [...index.files.values()]) index.update(file.path, { ...file, hash: file.path });
    const [child, around] = [stackId('shop-Child-1A2B3C4D5E6F'), stackId('shop')];
    const of = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });
    const other = finding({ id: 'child' }, { tags: tags('Child') });
    const templateHashes = new Map([
      [child, '/w/child.json'],
      [around, '/w/a.json'],
    ]);

    const found = linkFindings([of, other], { stacks: [], templateHashes }, index).get(of.key);

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/child.json' } });
    expect(found?.evidence).toMatchObject({ reason: { kind: 'deployed', proof: { by: 'text' } } });
    expect(found?.evidence).not.toHaveProperty('reason.proof.parent');
  });

  it('of CDK leads to the line of code that makes the resource, too', () => {
    const index = workspace({ '/w/cdk.out/Shop.template.json': whole });
    const at = { template: '/w/cdk.out/Shop.template.json', logicalId: 'Logs' };
    const source = { file: '/w/lib/shop.ts', line: 22, column: 17 };
    const said = {
      kind: 'cdk',
      stack: 'shop',
      template: at.template,
      file: '/w/cdk.out/manifest.json',
    } as const;
    index.deployments.update('/w/cdk.out/manifest.json', {
      deployments: [{ ...said, line: 0 }],
      constructs: [{ ...at, path: 'Shop/Logs/Resource', source }],
    });

    expect(link(index)).toMatchObject({ confidence: 'certain', source });
  });
});

describe('a name that CloudFormation made up', () => {
  it('leads to the stack that the workspace deploys, where nothing else is known of the resource', () => {
    const index = stating(workspace({ '/w/a.json': whole }), {});
    const named = (name: string) => finding({ type: queue, id: name, name });

    expect(link(index, [], { of: named('shop-Jobs-1A2B3C4D5E6F') })).toMatchObject({
      confidence: 'probable',
      place: { logicalId: 'Jobs' },
    });
    expect(link(index, [], { of: named('bank-Jobs-1A2B3C4D5E6F') }).confidence).toBe('candidates');
    expect(link(index, [], { of: named('shop-Jobs') }).confidence).toBe('none');
  });

  it('is known where it was cut to the length that its type allows', () => {
    const role = 'AWS::IAM::Role';
    const stack = 'accelerate-tz-dev-rehearsal-2';
    const index = stating(workspace({ '/w/a.json': { RehearsalFunctionRoleOfTheNightlyJob: role } }), {
      stack,
    });
    const name = 'accelerate-tz-dev-rehears-RehearsalFunctionRoleOfTh-DrHAKe4smZNN';

    expect(name).toHaveLength(64);
    expect(link(index, [], { of: finding({ type: role, id: 'AROA1', name }) })).toMatchObject({
      place: { logicalId: 'RehearsalFunctionRoleOfTheNightlyJob' },
    });
  });
});

describe('what a repository may hold', () => {
  it('is a type by any name: no finding of the others is lost', () => {
    const index = workspace({ '/w/a.json': { Fn: 'constructor', Logs: bucket } });
    const role = finding({ type: 'AWS::IAM::Role', id: 'AROA1' }, { tags: tags('FnRole') });

    expect(link(index, [], { of: role }).confidence).toBe('none');
  });

  it('is a stack name of stars alone, in no time', () => {
    const index = stating(workspace({ '/w/a.json': whole }), {
      kind: 'mapping',
      stack: `${'*'.repeat(200)}zz`,
    });

    expect(link(index).confidence).toBe('candidates');
  });

  it('is a text that was deployed once: broken, mended or gone it is no proof any more', () => {
    const index = workspace({ '/w/shop/b.json': whole });
    const deployed = template('/w/shop/a.json', whole);
    const withHash = (path: string) => deployed && { ...deployed, path, hash: 'abc' };
    index.update('/w/shop/a.json', withHash('/w/shop/a.json'));
    expect(link(index, shop, { hash: 'abc' }).confidence).toBe('certain');

    index.update('/w/shop/a.json', {
      path: '/w/shop/a.json',
      format: 'json',
      resources: [],
      error: 'line 1: no',
    });
    expect(link(index, shop, { hash: 'abc' }).confidence).not.toBe('certain');

    index.update('/w/shop/a.json', undefined);
    expect(index.withText('abc')).toEqual([]);
  });
});
