import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../../daemon/domain/deployments/deployment.ts';
import type { Finding } from '../../../../../daemon/domain/findings/finding.ts';
import type { TemplateIndex } from '../../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../../daemon/domain/linking/link-findings.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import type { StackResource } from '../../../../../daemon/domain/stacks/stack-resource.ts';
import { finding, member, stackId, tags, template, workspace } from '../builders.ts';

const bucket = 'AWS::S3::Bucket';
const queue = 'AWS::SQS::Queue';
const logs = finding({}, { tags: tags('Logs') });
const shop = ['Logs', 'Jobs', 'Mail'].map((id) => member(id, { type: id === 'Logs' ? bucket : queue }));
const whole = { Logs: bucket, Jobs: queue, Mail: queue };

/** Returns the index with these hints, each in a file of its own. */
function stating(index: TemplateIndex, ...deployments: Partial<Deployment>[]): TemplateIndex {
  for (const [number, deployment] of deployments.entries()) {
    const file = `/w/Makefile${number}`;
    const hint = {
      kind: 'command',
      stack: 'shop',
      template: '/w/a.json',
      file,
      line: 2,
      ...deployment,
    } as const;
    index.deployments.update(file, { deployments: [hint], constructs: [] });
  }
  return index;
}

function link(
  index: TemplateIndex,
  stacks: readonly StackResource[] = shop,
  { about = logs, hash }: { about?: Finding; hash?: string } = {},
) {
  const templateHashes = new Map(hash === undefined ? [] : [[stackId('shop'), hash]]);
  const found = linkFindings([about], { stacks, templateHashes }, index).get(about.key);
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

  it('is the one that the team’s mapping names, not the one of a command', () => {
    const found = link(stating(twins(), {}, { kind: 'mapping', stack: 'sh*', template: '/w/b.json' }));

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/b.json' } });
  });

  it('is not named by a hint about another account or region', () => {
    expect(link(stating(twins(), { account: '999900001111' })).confidence).toBe('candidates');
    expect(link(stating(twins(), { region: 'us-east-1' })).confidence).toBe('candidates');
  });

  it('is not one that a hint deploys as another stack', () => {
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

  it('is not one that a hint deploys as a stack of that name elsewhere; the evidence says where', () => {
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

  it('is not the one of a hint that has few of the stack’s resources: the hint is out of date', () => {
    const index = workspace({ '/w/shop/a.json': { Logs: bucket }, '/w/shop/b.json': whole });
    const found = link(stating(index, { template: '/w/shop/a.json' }));

    expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/shop/b.json' } });
  });

  it('may not declare the resource any more: then no other place is the link', () => {
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

  it('is the source of the template that a tool packaged and deployed', () => {
    const index = workspace({ '/w/shop/a.json': whole });
    const packaged = template('/w/shop/packaged.json', whole);
    index.update('/w/shop/packaged.json', packaged && { ...packaged, hash: 'abc' });

    const found = link(index, shop, { hash: 'abc' });

    // They match because both declare the same resources, which is not a proof.
    expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/shop/a.json' } });
    expect(found.evidence).toMatchObject({
      reason: { kind: 'deployed', proof: { by: 'text', copy: '/w/shop/packaged.json' } },
    });
  });

  it('is, for a nested stack, the file that the parent’s template names', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = stating(workspace({ '/w/a.json': { Child: nested }, '/w/child.json': whole }), {
      kind: 'mapping',
    });
    const child = shop.map((each) => ({ ...each, stackId: stackId('shop-Child-1A2B3C4D5E6F') }));
    const nestedLogs = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });

    const named = link(index, [], { about: nestedLogs });
    const listed = link(
      index,
      [
        ...child.map((each) => ({ ...each, stackName: 'shop-Child-1A2B3C4D5E6F' })),
        member('Child', {
          type: 'AWS::CloudFormation::Stack',
          physicalId: stackId('shop-Child-1A2B3C4D5E6F'),
        }),
      ],
      { about: nestedLogs },
    );

    // Only its own list shows that the file was deployed.
    expect([named.confidence, listed.confidence]).toEqual(['probable', 'certain']);
    for (const found of [named, listed]) {
      expect(found.place?.file).toBe('/w/child.json');
      expect(found.evidence).toMatchObject({
        reason: { proof: { by: 'mapping', parent: { template: '/w/a.json', logicalId: 'Child' } } },
      });
    }
  });

  it('is not the one of a pattern that fits its parent: the name of a nested stack begins with that of its parent', () => {
    const stackName = 'shop-Child-1A2B3C4D5E6F';
    const remote = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'https://x/child.json' },
    };
    const index = workspace({ '/w/a.json': { Child: remote }, '/w/child.json': whole });
    const nested = shop.map((each) => ({
      ...each,
      ...{ stackName, stackId: stackId(stackName) },
    }));
    const child = member('Child', { type: 'AWS::CloudFormation::Stack', physicalId: stackId(stackName) });
    const about = finding({}, { tags: tags('Logs', stackName) });
    const found = (pattern: string, to: string) =>
      link(stating(index, { kind: 'mapping', stack: pattern, template: to }), [...nested, child], { about });

    expect(found('shop*', '/w/a.json').place?.file).toBe('/w/child.json');
    expect(found('shop-Child-*', '/w/child.json')).toMatchObject({
      confidence: 'certain',
      place: { file: '/w/child.json' },
    });
  });

  it('is not the one of a service whose name it begins with, if that does not declare the resource', () => {
    const serverless = { kind: 'serverless', stack: 'sh*', template: '/w/serverless.yml' } as const;
    const files = { '/w/serverless.yml': { Queue: queue }, '/w/shop/a.json': whole };

    const guessed = link(stating(workspace(files), serverless));
    expect(guessed).toMatchObject({ confidence: 'probable', place: { file: '/w/shop/a.json' } });
    const named = link(stating(workspace(files), serverless, { template: '/w/shop/a.json' }));
    expect(named).toMatchObject({ confidence: 'certain', place: { file: '/w/shop/a.json' } });
  });

  it('is, for a nested stack without a list, the file that the parent’s deployed text names', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = workspace({ '/w/a.json': { Child: nested, Mail: queue }, '/w/child.json': whole });
    const around = index.files.get('/w/a.json');
    index.update('/w/a.json', around && { ...around, hash: 'abc' });
    const nestedLogs = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });
    const mail = finding({ type: queue, id: 'mail' }, { tags: tags('Mail') });
    const outlived = finding(
      { type: queue, id: 'old' },
      { tags: { ...tags('Old'), 'aws:cloudformation:stack-id': `${stackId('shop')}-before` } },
    );

    expect(link(index, [], { about: nestedLogs, hash: 'abc' }).evidence).not.toMatchObject({
      reason: { kind: 'deployed' },
    });
    for (const [others, stacks] of [
      [[mail], []],
      [[outlived], [member('Mail', { type: queue })]],
    ] as const) {
      const templateHashes = new Map([[stackId('shop'), 'abc']]);
      const found = linkFindings([nestedLogs, ...others], { stacks, templateHashes }, index).get(
        nestedLogs.key,
      );

      expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/child.json' } });
      expect(found?.evidence).toMatchObject({
        reason: { proof: { by: 'text', parent: { template: '/w/a.json', logicalId: 'Child' } } },
      });
    }
  });

  it('is, for a nested stack, above all the one whose text was deployed', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './child.json' } };
    const index = workspace({ '/w/a.json': { Child: nested }, '/w/child.json': whole });
    for (const file of [...index.files.values()]) index.update(file.path, { ...file, hash: file.path });
    const [child, around] = [stackId('shop-Child-1A2B3C4D5E6F'), stackId('shop')];
    const nestedLogs = finding({}, { tags: tags('Logs', 'shop-Child-1A2B3C4D5E6F') });
    const other = finding({ id: 'child' }, { tags: tags('Child') });
    const templateHashes = new Map([
      [child, '/w/child.json'],
      [around, '/w/a.json'],
    ]);

    const found = linkFindings([nestedLogs, other], { stacks: [], templateHashes }, index).get(
      nestedLogs.key,
    );

    expect(found).toMatchObject({ confidence: 'certain', place: { file: '/w/child.json' } });
    expect(found?.evidence).toMatchObject({ reason: { kind: 'deployed', proof: { by: 'text' } } });
    expect(found?.evidence).not.toHaveProperty('reason.proof.parent');
  });

  it('of CDK also leads to the line of code that creates the resource', () => {
    const index = workspace({ '/w/cdk.out/Shop.template.json': whole });
    const at = { template: '/w/cdk.out/Shop.template.json', logicalId: 'Logs' };
    const source = { file: '/w/lib/shop.ts', line: 22, column: 17 };
    const hint = {
      kind: 'cdk',
      stack: 'shop',
      template: at.template,
      file: '/w/cdk.out/manifest.json',
    } as const;
    index.deployments.update('/w/cdk.out/manifest.json', {
      deployments: [{ ...hint, line: 0 }],
      constructs: [{ ...at, path: 'Shop/Logs/Resource', source }],
    });

    expect(link(index)).toMatchObject({ confidence: 'certain', source });
  });
});

describe('a name that CloudFormation generated', () => {
  it('leads to the stack that the workspace deploys if nothing else is known about the resource', () => {
    const index = stating(workspace({ '/w/a.json': whole }), {});
    const named = (name: string) => finding({ type: queue, id: name, name });

    expect(link(index, [], { about: named('shop-Jobs-1A2B3C4D5E6F') })).toMatchObject({
      confidence: 'probable',
      place: { logicalId: 'Jobs' },
    });
    expect(link(index, [], { about: named('bank-Jobs-1A2B3C4D5E6F') }).confidence).toBe('candidates');
    expect(link(index, [], { about: named('shop-Jobs') }).confidence).toBe('none');
  });

  it('is recognised even if it was cut to the length that its type allows', () => {
    const role = 'AWS::IAM::Role';
    const stack = 'accelerate-tz-dev-rehearsal-2';
    const index = stating(workspace({ '/w/a.json': { RehearsalFunctionRoleOfTheNightlyJob: role } }), {
      stack,
    });
    const name = 'accelerate-tz-dev-rehears-RehearsalFunctionRoleOfTh-DrHAKe4smZNN';

    expect(name).toHaveLength(64);
    expect(link(index, [], { about: finding({ type: role, id: 'AROA1', name }) })).toMatchObject({
      place: { logicalId: 'RehearsalFunctionRoleOfTheNightlyJob' },
    });
  });
});

describe('a repository may contain', () => {
  it('a type with any name: the other findings keep their links', () => {
    const index = workspace({ '/w/a.json': { Fn: 'constructor', Logs: bucket } });
    const role = finding({ type: 'AWS::IAM::Role', id: 'AROA1' }, { tags: tags('FnRole') });

    expect(link(index, [], { about: role }).confidence).toBe('none');
  });

  it('a stack name of stars alone: matching is fast', () => {
    const index = stating(workspace({ '/w/a.json': whole }), {
      kind: 'mapping',
      stack: `${'*'.repeat(200)}zz`,
    });

    expect(link(index).confidence).toBe('candidates');
  });

  it('a file that was deployed once: broken, changed or deleted, it is not a proof any more', () => {
    const index = workspace({ '/w/shop/b.json': whole });
    const deployed = template('/w/shop/a.json', whole);
    const withHash = (path: string) => deployed && { ...deployed, path, hash: 'abc' };
    index.update('/w/shop/a.json', withHash('/w/shop/a.json'));
    expect(link(index, shop, { hash: 'abc' }).confidence).toBe('certain');

    index.update('/w/shop/a.json', {
      path: '/w/shop/a.json',
      format: 'json',
      resources: [],
      error: note('template-utf16', {}),
    });
    expect(link(index, shop, { hash: 'abc' }).confidence).not.toBe('certain');

    index.update('/w/shop/a.json', undefined);
    expect(index.withText('abc')).toEqual([]);
  });
});
