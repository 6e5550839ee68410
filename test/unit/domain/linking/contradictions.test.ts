import { describe, expect, it } from 'vitest';
import type { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';
import { contentHash } from '../../../../daemon/domain/templates/content-hash.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { finding, member, stackId, tags, workspace } from './builders.ts';
import { link, places } from './linked.ts';

const bucket = 'AWS::S3::Bucket';
const table = 'AWS::DynamoDB::Table';
const logs = finding({ id: 'shop-logs-old' }, { tags: tags('Logs') });

/** The index, where the team says which template the stack is made of: a proof, were nothing against it. */
function mapped(index: TemplateIndex, stack: string, template: string): TemplateIndex {
  const said = { kind: 'mapping', stack, template, file: '/w/.guardrail.yaml', line: 1 } as const;
  index.deployments.update(said.file, { deployments: [said], constructs: [] });
  return index;
}

const shop = () =>
  mapped(workspace({ '/w/shop.json': { Logs: bucket, Data: bucket } }), 'shop', '/w/shop.json');

describe('tags that the stack’s own list contradicts', () => {
  it('are sure where the list has the resource under that logical id', () => {
    expect(link(logs, shop(), [member('Logs', { physicalId: 'shop-logs-old' })]).confidence).toBe('certain');
  });

  it('make the place a candidate where the list has another resource there, and say which', () => {
    const found = link(logs, shop(), [member('Logs', { physicalId: 'shop-logs-new' })]);

    expect(found.confidence).toBe('candidates');
    expect(places(found)).toEqual(['/w/shop.json Logs']);
    expect(found.evidence.qualifiers).toEqual([
      { kind: 'replaced', logicalId: 'Logs', physicalId: 'shop-logs-new' },
    ]);
  });

  it('make the place a candidate where the list has no such logical id', () => {
    const found = link(logs, shop(), [member('Data')]);

    expect(found.confidence).toBe('candidates');
    expect(found.evidence.qualifiers).toEqual([{ kind: 'unlisted', logicalId: 'Logs' }]);
  });

  it('give way to the stack that lists the resource now, which is not certain', () => {
    const index = mapped(
      workspace({ '/w/old.json': { Data: table }, '/w/data.json': { Orders: table } }),
      'data',
      '/w/data.json',
    );
    const orders = finding({ type: table, id: 'orders', name: 'orders' }, { tags: tags('Data', 'old') });
    const found = link(orders, index, [
      member('Orders', { stackName: 'data', type: table, physicalId: 'orders' }),
      member('Topic', { stackName: 'old', type: 'AWS::SNS::Topic' }),
    ]);

    expect(found).toMatchObject({
      confidence: 'probable',
      place: { file: '/w/data.json', logicalId: 'Orders' },
    });
    expect(found.evidence.qualifiers).toEqual([
      { kind: 'listed-elsewhere', other: { by: 'tags', stack: 'old', logicalId: 'Data' } },
    ]);
  });

  it('lead to a candidate where the stack that lists the resource is not declared here', () => {
    const index = mapped(workspace({ '/w/old.json': { Data: table } }), 'old', '/w/old.json');
    const orders = finding({ type: table, id: 'orders' }, { tags: tags('Data', 'old') });
    const found = link(orders, index, [
      member('Orders', { stackName: 'data', type: table, physicalId: 'orders' }),
    ]);

    expect(found.confidence).toBe('candidates');
    expect(found.evidence.qualifiers).toEqual([
      { kind: 'listed-elsewhere', other: { by: 'stack-list', stack: 'data', logicalId: 'Orders' } },
    ]);
  });

  it.each([
    ['AWS::IAM::Role', { id: 'AROA1', name: 'app' }, 'app', 'certain'],
    ['AWS::IAM::Role', { id: 'AROA1', name: 'app' }, 'other', 'candidates'],
    // What its source leaves out contradicts nothing.
    ['AWS::IAM::Role', { id: 'AROA1' }, 'app', 'certain'],
    [bucket, { id: 'Shop-Logs' }, 'shop-logs', 'certain'],
    [
      'AWS::ECS::TaskDefinition',
      { id: 'app', arn: 'arn:aws:ecs:r:1:task-definition/app:7' },
      'arn:aws:ecs:r:1:task-definition/app:8',
      'certain',
    ],
    ['AWS::CloudTrail::Trail', { id: 'arn:aws:cloudtrail:r:1:trail/all' }, 'all', 'certain'],
    ['AWS::SQS::Queue', { id: 'https://sqs/1/jobs' }, 'https://sqs/1/mail', 'candidates'],
  ])(
    'are compared as CloudFormation calls a %s: %j, listed as %s',
    (type, resource, physicalId, expected) => {
      const index = mapped(workspace({ '/w/shop.json': { It: type } }), 'shop', '/w/shop.json');
      const found = link(finding({ type, ...resource }, { tags: tags('It') }), index, [
        member('It', { type, physicalId }),
      ]);

      expect(found.confidence).toBe(expected);
    },
  );
});

it('an instance that a group launched carries the group’s tags: nothing contradicts them', () => {
  const group = 'AWS::AutoScaling::AutoScalingGroup';
  const index = mapped(workspace({ '/w/shop.json': { Web: group } }), 'shop', '/w/shop.json');
  const instance = finding({ type: 'AWS::EC2::Instance', id: 'i-0a1b' }, { tags: tags('Web') });

  expect(link(instance, index, [member('Web', { type: group, physicalId: 'shop-web' })]).confidence).toBe(
    'certain',
  );
});

describe('a logical id that a template repeats', () => {
  const text = `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties: {BucketName: acme-first}
  Logs:
    Type: AWS::S3::Bucket
    Properties: {BucketName: acme-second}
`;
  const repeating = () => {
    const index = workspace({});
    index.update('/w/shop.yaml', readTemplate('/w/shop.yaml', text));
    return mapped(index, 'shop', '/w/shop.yaml');
  };

  it('is never certain, and the evidence says so', () => {
    const second = finding({ id: 'acme-second', name: 'acme-second' }, { tags: tags('Logs') });
    const found = link(second, repeating(), [member('Logs', { physicalId: 'acme-second' })]);

    expect(found).toMatchObject({ confidence: 'probable', place: { line: 4 } });
    expect(found.evidence.qualifiers).toEqual([{ kind: 'repeated', logicalId: 'Logs' }]);
  });
});

describe('a statement about one stage', () => {
  const resources = { Worker: 'AWS::Lambda::Function', Jobs: 'AWS::SQS::Queue', Store: table };
  const production = Object.entries(resources).map(([id, type]) =>
    member(id, { type, stackName: 'core-back-production', physicalId: id === 'Store' ? 'store' : `${id}-1` }),
  );
  const store = finding(
    { type: table, id: 'store', name: 'store' },
    { tags: tags('Store', 'core-back-production') },
  );
  const linked = (stack: string, stacks: readonly StackResource[] = production, hash?: string) => {
    const index = workspace({ '/w/core-back/template.json': resources }, ['/w']);
    const file = index.files.get('/w/core-back/template.json');
    index.update('/w/core-back/template.json', file && { ...file, hash: contentHash('its text') });
    const said = {
      kind: 'sam',
      stack,
      template: '/w/core-back/template.json',
      file: '/w/samconfig.toml',
      line: 2,
    } as const;
    index.deployments.update(said.file, { deployments: [said], constructs: [] });
    const templateHashes = new Map(
      hash === undefined ? [] : [[stackId('core-back-production'), contentHash(hash)]],
    );
    return linkFindings([store], { stacks, templateHashes }, index).get(store.key);
  };

  it.each(['core-back-dev-anna', 'core-back-dev', 'dev-core-back', 'CoreBackStaging'])(
    'is none about another: %s',
    (stack) => {
      expect(linked(stack)).toMatchObject({ confidence: 'probable', place: { logicalId: 'Store' } });
    },
  );

  it.each(['fork-of-core-back-production', 'billing-dev', 'x-core-back-prod'])(
    'is about another stack where the names are: %s',
    (stack) => {
      expect(linked(stack)).toMatchObject({ confidence: 'candidates' });
    },
  );

  it('gives way to the text that was deployed, whatever it names', () => {
    for (const stack of ['core-back-dev', 'billing-dev'])
      expect(linked(stack, production, 'its text')).toMatchObject({ confidence: 'certain' });
  });

  it('names the template’s stacks: their words count as those of its path', () => {
    const index = workspace({ '/w/template.json': resources }, ['/w']);
    const said = {
      kind: 'sam',
      stack: 'core-back-dev',
      template: '/w/template.json',
      file: '/w/samconfig.toml',
      line: 2,
    } as const;
    expect(link(store, index, production).confidence).toBe('candidates');

    index.deployments.update(said.file, { deployments: [said], constructs: [] });

    expect(link(store, index, production).confidence).toBe('probable');
  });
});

describe('a stack whose whole list agrees', () => {
  const of = (stackName: string, resources: Readonly<Record<string, string>>, more = {}) => {
    const index = workspace({ '/w/template.json': { ...resources, ...more } }, ['/w']);
    const stacks = Object.entries(resources).map(([id, type]) =>
      member(id, { stackName, type, physicalId: id }),
    );
    return link(finding({ id: 'Logs' }, { tags: tags('Logs', stackName) }), index, stacks).evidence;
  };

  it('is not called little known: what is missing is said', () => {
    const three = { Logs: bucket, Data: bucket, Topic: 'AWS::SNS::Topic' };
    const agreement = { shared: 2, total: 2, isComplete: true };
    expect(of('shop', { Logs: bucket, Data: bucket })).toMatchObject({
      reason: { kind: 'unproven', agreement, places: 1, doubt: 'few-resources' },
    });
    expect(of('shop', three)).toMatchObject({ reason: { kind: 'unproven', doubt: 'no-common-word' } });
    expect(of('shop', three, { A: bucket, B: bucket, C: bucket, D: bucket })).toMatchObject({
      reason: { kind: 'unproven', doubt: 'larger-template' },
    });
  });
});
