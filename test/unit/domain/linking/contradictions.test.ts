import { describe, expect, it } from 'vitest';
import type { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';
import { contentHash } from '../../../../daemon/domain/templates/content-hash.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { finding, member, stackId, tags, workspace } from './builders.ts';
import { link, places } from './link-one.ts';

const bucket = 'AWS::S3::Bucket';
const table = 'AWS::DynamoDB::Table';
const logs = finding({ id: 'shop-logs-old' }, { tags: tags('Logs') });

/** Returns the index with the team’s mapping of the stack to a template: a proof, unless something contradicts it. */
function mapped(index: TemplateIndex, stack: string, template: string): TemplateIndex {
  const hint = { kind: 'mapping', stack, template, file: '/w/.guardrail.yaml', line: 1 } as const;
  index.deployments.update(hint.file, { deployments: [hint], constructs: [] });
  return index;
}

const shop = () =>
  mapped(workspace({ '/w/shop.json': { Logs: bucket, Data: bucket } }), 'shop', '/w/shop.json');

describe('tags that the stack’s own list contradicts', () => {
  it('are certain if the list has the resource under that logical id', () => {
    expect(link(logs, shop(), [member('Logs', { physicalId: 'shop-logs-old' })]).confidence).toBe('certain');
  });

  it('make the place a candidate if the list has another resource under that logical id, and name it', () => {
    const found = link(logs, shop(), [member('Logs', { physicalId: 'shop-logs-new' })]);

    expect(found.confidence).toBe('candidates');
    expect(places(found)).toEqual(['/w/shop.json Logs']);
    expect(found.evidence.qualifiers).toEqual([
      { kind: 'replaced', logicalId: 'Logs', physicalId: 'shop-logs-new' },
    ]);
  });

  it('make the place a candidate if the list does not contain that logical id', () => {
    const found = link(logs, shop(), [member('Data')]);

    expect(found.confidence).toBe('candidates');
    expect(found.evidence.qualifiers).toEqual([{ kind: 'unlisted', logicalId: 'Logs' }]);
  });

  it('are outweighed by the stack that lists the resource now, which is not certain', () => {
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

  it('lead to a candidate if the stack that lists the resource is not declared in the workspace', () => {
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
    // A name that the source leaves out does not contradict anything.
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

it('does not treat the tags that an instance has from its group as contradicted', () => {
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

describe('a hint about one stage', () => {
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
    const hint = {
      kind: 'sam',
      stack,
      template: '/w/core-back/template.json',
      file: '/w/samconfig.toml',
      line: 2,
    } as const;
    index.deployments.update(hint.file, { deployments: [hint], constructs: [] });
    const templateHashes = new Map(
      hash === undefined ? [] : [[stackId('core-back-production'), contentHash(hash)]],
    );
    return linkFindings([store], { stacks, templateHashes }, index).get(store.key);
  };

  it.each(['core-back-dev-anna', 'core-back-dev', 'dev-core-back', 'CoreBackStaging'])(
    'does not contradict the same stack at another stage: %s',
    (stack) => {
      expect(linked(stack)).toMatchObject({ confidence: 'probable', place: { logicalId: 'Store' } });
    },
  );

  it.each(['fork-of-core-back-production', 'billing-dev', 'x-core-back-prod'])(
    'is about another stack if the names are of different stacks: %s',
    (stack) => {
      expect(linked(stack)).toMatchObject({ confidence: 'candidates' });
    },
  );

  it('is outweighed by the deployed text, no matter which stack it names', () => {
    for (const stack of ['core-back-dev', 'billing-dev'])
      expect(linked(stack, production, 'its text')).toMatchObject({ confidence: 'certain' });
  });

  it('adds the words of its stack’s name to those of the template’s path', () => {
    const index = workspace({ '/w/template.json': resources }, ['/w']);
    const hint = {
      kind: 'sam',
      stack: 'core-back-dev',
      template: '/w/template.json',
      file: '/w/samconfig.toml',
      line: 2,
    } as const;
    expect(link(store, index, production).confidence).toBe('candidates');

    index.deployments.update(hint.file, { deployments: [hint], constructs: [] });

    expect(link(store, index, production).confidence).toBe('probable');
  });
});

describe('a stack whose whole list agrees', () => {
  const evidenceIn = (stackName: string, resources: Readonly<Record<string, string>>, more = {}) => {
    const index = workspace({ '/w/template.json': { ...resources, ...more } }, ['/w']);
    const stacks = Object.entries(resources).map(([id, type]) =>
      member(id, { stackName, type, physicalId: id }),
    );
    return link(finding({ id: 'Logs' }, { tags: tags('Logs', stackName) }), index, stacks).evidence;
  };

  it('is not called unlisted: the evidence says what is missing', () => {
    const three = { Logs: bucket, Data: bucket, Topic: 'AWS::SNS::Topic' };
    const agreement = { shared: 2, total: 2, isComplete: true };
    expect(evidenceIn('shop', { Logs: bucket, Data: bucket })).toMatchObject({
      reason: { kind: 'unproven', agreement, places: 1, doubt: 'few-resources' },
    });
    expect(evidenceIn('shop', three)).toMatchObject({
      reason: { kind: 'unproven', doubt: 'no-common-word' },
    });
    expect(evidenceIn('shop', three, { A: bucket, B: bucket, C: bucket, D: bucket })).toMatchObject({
      reason: { kind: 'unproven', doubt: 'larger-template' },
    });
  });
});
