import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import type { FindingLink } from '../../../../daemon/domain/linking/finding-link.ts';
import { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { finding, member, tags, workspace } from './builders.ts';
import { link, places } from './link-one.ts';

const bucket = 'AWS::S3::Bucket';
const queue = 'AWS::SQS::Queue';

describe('two findings of one resource', () => {
  const index = workspace({ '/shop/a.json': { Logs: bucket, Mail: bucket } });
  const linked = (...findings: Finding[]) =>
    linkFindings(findings, { stacks: [], templateHashes: new Map() }, index);

  it('lead to one place', () => {
    const one = finding({}, { tags: tags('Logs') });
    const links = linked(one, { ...one, key: 'other rule', rule: 'other' });

    expect(links.get('other rule')).toEqual(links.get(one.key));
    expect(places(links.get('other rule') as FindingLink)).toEqual(['/shop/a.json Logs']);
  });

  it.each<[string, Partial<Finding>]>([
    ['tags', { tags: tags('Mail') }],
    ['no tags', { tags: {} }],
    ['another region', { region: 'us-east-1' }],
    ['another name', { resource: { type: bucket, id: 'shop-logs-1abc', name: 'mail' } }],
  ])('are linked independently if they differ in %s', (_, other) => {
    const one = finding({}, { tags: tags('Logs') });
    const second = { ...one, ...other, key: 'second' };

    expect(linked(one, second).get('second')).toEqual(linked(second).get('second'));
  });
});

describe('a finding', () => {
  const shop = workspace({ '/shop/a.json': { Logs: bucket, Jobs: queue, Mail: queue } });
  const shopStack = [member('Logs'), member('Jobs', { type: queue }), member('Mail', { type: queue })];

  it('leads to the key that its tags name', () => {
    const found = link(finding({}, { tags: tags('Logs') }), shop, shopStack);

    expect(found.place).toEqual({
      file: '/shop/a.json',
      line: 2,
      column: 4,
      endColumn: 10,
      logicalId: 'Logs',
    });
    expect(found.confidence).toBe('probable');
    expect(found.evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: {
        kind: 'most-shared',
        agreement: { shared: 3, total: 3, isComplete: true },
        isNamed: false,
        others: 0,
      },
    });
  });

  it('leads to the logical resource that its stack lists, if it has no tags', () => {
    const found = link(finding({}), shop, shopStack);

    expect(places(found)).toEqual(['/shop/a.json Logs']);
    expect(found.evidence).toMatchObject({
      by: 'stack-list',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'most-shared', agreement: { shared: 3, total: 3 } },
    });
  });

  it('leads to a candidate if only its tags are known about the stack', () => {
    const found = link(finding({}, { tags: tags('Logs') }), workspace({ '/shop/a.json': { Logs: bucket } }));

    expect(found.confidence).toBe('candidates');
    expect(places(found)).toEqual(['/shop/a.json Logs']);
    expect(found.evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'stack-unlisted', places: 1 },
    });
  });

  it('leads to a literal name if no stack is known', () => {
    const index = workspace({
      '/shop/a.json': {
        Logs: { Type: bucket, Properties: { BucketName: 'shop-logs-1abc' } },
        Other: { Type: queue, Properties: { QueueName: 'shop-logs-1abc' } },
      },
    });

    expect(places(link(finding({}), index))).toEqual(['/shop/a.json Logs']);
  });

  it('follows its tags rather than a stack or a name', () => {
    const index = workspace({
      '/shop/tags.json': { Tagged: bucket },
      '/shop/stack.json': { Listed: bucket },
      '/shop/name.json': { Named: { Type: bucket, Properties: { BucketName: 'shop-logs-1abc' } } },
    });
    const listed = [member('Listed', { physicalId: 'shop-logs-1abc' })];

    expect(places(link(finding({}, { tags: tags('Tagged') }), index, listed))).toEqual([
      '/shop/tags.json Tagged',
    ]);
    expect(places(link(finding({}), index, listed))).toEqual(['/shop/stack.json Listed']);
    expect(places(link(finding({}), index))).toEqual(['/shop/name.json Named']);
  });

  it('falls back to its stack and then its name if its tags lead nowhere', () => {
    const gone = finding({}, { tags: tags('Gone') });
    const index = workspace({
      '/shop/a.json': { Logs: { Type: bucket, Properties: { BucketName: gone.resource.id } } },
    });

    expect(places(link(gone, workspace({ '/shop/a.json': { Logs: bucket } }), [member('Logs')]))).toEqual([
      '/shop/a.json Logs',
    ]);
    expect(places(link(gone, index))).toEqual(['/shop/a.json Logs']);
  });

  it('says that nothing declares it', () => {
    const index = workspace({ '/shop/a.json': { Logs: bucket } });

    expect(link(finding({ name: 'elsewhere' }), index)).toEqual({
      confidence: 'none',
      evidence: { by: 'name', name: 'elsewhere', reason: { kind: 'unknown' } },
    });
    expect(link(finding({}, { tags: tags('Gone') }), index).evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Gone',
      reason: { kind: 'undeclared' },
    });
  });
});

it('links a task definition with and without its revision to one place', () => {
  const type = 'AWS::ECS::TaskDefinition';
  const index = workspace({ '/shop/a.json': { Task: { Type: type, Properties: { Family: 'shop' } } } });

  for (const name of ['shop', 'shop:7']) {
    const found = link(finding({ type, id: name, name }, { tags: tags('Task') }), index);

    expect(places(found)).toEqual(['/shop/a.json Task']);
    expect(found.confidence).toBe('certain');
  }
});

describe('the type must agree', () => {
  it('so a volume does not lead to an instance with the same logical id', () => {
    const volume = finding({ type: 'AWS::EC2::Volume', id: 'vol-0a1b' }, { tags: tags('Worker') });
    const index = workspace({ '/shop/a.json': { Worker: 'AWS::EC2::Instance' } });

    expect(link(volume, index)).toEqual({
      confidence: 'none',
      evidence: {
        by: 'tags',
        stack: 'shop',
        logicalId: 'Worker',
        reason: { kind: 'other-type', type: 'AWS::EC2::Volume', declared: ['AWS::EC2::Instance'] },
      },
    });
  });

  it('but an instance leads to the Auto Scaling group that launched it and whose tags it has', () => {
    const group = 'AWS::AutoScaling::AutoScalingGroup';
    const index = workspace({ '/shop/a.json': { Workers: group, Jobs: queue, Mail: queue } });
    const stack = [
      member('Workers', { type: group }),
      member('Jobs', { type: queue }),
      member('Mail', { type: queue }),
    ];
    const found = link(
      finding({ type: 'AWS::EC2::Instance', id: 'i-0a1b' }, { tags: tags('Workers') }),
      index,
      stack,
    );

    expect(places(found)).toEqual(['/shop/a.json Workers']);
    expect(found.evidence).toMatchObject({
      reason: { creator: { by: 'auto-scaling-group', logicalId: 'Workers' } },
    });
  });

  it.each([
    ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
    ['AWS::OpenSearch::Domain', 'AWS::OpenSearchService::Domain'],
    ['AWS::ACM::Certificate', 'AWS::CertificateManager::Certificate'],
    ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
    ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi'],
  ])('as CloudFormation writes it: %s is declared as %s', (type, declared) => {
    const found = link(
      finding({ type, id: 'x' }, { tags: tags('It') }),
      workspace({ '/shop/a.json': { It: declared } }),
    );

    expect(places(found)).toEqual(['/shop/a.json It']);
  });

  it('so an inline policy is not a managed one', () => {
    const policy = finding({ type: 'AWS::IAM::Policy', id: 'ANPA1' }, { tags: tags('It') });

    expect(link(policy, workspace({ '/shop/a.json': { It: 'AWS::IAM::Policy' } })).confidence).toBe('none');
  });
});

describe('a resource that a transform or a loop creates', () => {
  it('counts for the SAM template from which it was generated', () => {
    const stack = [
      member('Hook', { type: 'AWS::Lambda::Function', physicalId: 'hook' }),
      member('HookRole', { type: 'AWS::IAM::Role' }),
      member('HookApiPermission', { type: 'AWS::Lambda::Permission' }),
      member('ServerlessRestApi', { type: 'AWS::ApiGateway::RestApi' }),
    ];
    const index = workspace({
      '/shop/sam.json': { Hook: 'AWS::Serverless::Function' },
      '/shop/plain.json': { Hook: 'AWS::Lambda::Function', Other: queue },
    });
    const found = link(finding({ type: 'AWS::Lambda::Function', id: 'hook' }), index, stack);

    expect(places(found)).toEqual(['/shop/sam.json Hook']);
    expect(found.confidence).toBe('probable');
  });

  it('counts once, even if it begins with several ids of the template', () => {
    const stack = [
      member('Hook', { type: 'AWS::Lambda::Function', physicalId: 'hook' }),
      member('HookApi', { type: 'AWS::Lambda::Function' }),
      member('HookApiRole', { type: 'AWS::IAM::Role' }),
      member('Jobs', { type: queue }),
      member('Logs'),
    ];
    const index = workspace({
      '/shop/sam.json': { Hook: 'AWS::Serverless::Function', HookApi: 'AWS::Serverless::Function' },
      '/shop/other.json': { Hook: 'AWS::Lambda::Function' },
    });

    expect(link(finding({ type: 'AWS::Lambda::Function', id: 'hook' }), index, stack).evidence).toMatchObject(
      {
        reason: { kind: 'few-shared', agreement: { shared: 3, total: 5 } },
      },
    );
  });

  it('leads to the resource from which SAM generates it', () => {
    const stack = [
      member('Hook', { type: 'AWS::Lambda::Function' }),
      member('HookRole', { type: 'AWS::IAM::Role', physicalId: 'shop-HookRole-1' }),
      member('HookApiPermission', { type: 'AWS::Lambda::Permission' }),
    ];
    const index = workspace({ '/shop/sam.json': { Hook: 'AWS::Serverless::Function' } });
    const role = finding({ type: 'AWS::IAM::Role', id: 'AROA1', name: 'shop-HookRole-1' });

    expect(places(link(role, index, stack))).toEqual(['/shop/sam.json Hook']);
    expect(link(role, index, stack).evidence).toMatchObject({
      reason: { creator: { by: 'sam', logicalId: 'Hook' } },
    });
  });

  it('leads to the loop that creates it, even if other templates declare such ids one by one', () => {
    const topic = 'AWS::SNS::Topic';
    const ids = ['TopicA', 'TopicB', 'TopicC'];
    const index = workspace(Object.fromEntries(ids.map((id) => [`/w/${id}.json`, { [id]: topic }])));
    const loop = `  Fn::ForEach::Topics:\n    - Name\n    - [A, B, C]\n    - Topic\${Name}:\n        Type: AWS::SNS::Topic\n`;
    index.update('/w/alerts/a.yaml', readTemplate('/w/alerts/a.yaml', `Resources:\n${loop}`));
    const found = link(
      finding({ type: topic, id: 't' }, { tags: tags('TopicB', 'alerts') }),
      index,
      ids.map((id) => member(id, { type: topic, stackName: 'alerts' })),
    );

    expect(places(found)).toEqual([`/w/alerts/a.yaml Topic\${Name}`]);
    expect(found.evidence).toMatchObject({ reason: { agreement: { shared: 3, total: 3 } } });
  });

  it('leads to the loop that creates it', () => {
    const index = new TemplateIndex();
    const loops = `Resources:\n  Fn::ForEach::All:\n    - Name\n    - [A, B]\n    - Logs\${Name}Bucket:\n        Type: AWS::S3::Bucket\n`;
    index.update('/shop/a.yaml', readTemplate('/shop/a.yaml', loops));

    expect(link(finding({}, { tags: tags('LogsBBucket') }), index).candidates).toMatchObject([
      { line: 4, column: 6 },
    ]);
    expect(link(finding({}, { tags: tags('LogsBucket') }), index).confidence).toBe('none');
    expect(link(finding({}, { tags: tags('LogsBQueue') }), index).confidence).toBe('none');
  });
});

it('a threat to a role, which is seen in any region, is linked as a rule that fails on it', () => {
  const region = '$' + '{AWS::Region}';
  const named = (RoleName: unknown) =>
    workspace({ '/w/a.json': { Admin: { Type: 'AWS::IAM::Role', Properties: { RoleName } } } });
  const role = { type: 'AWS::IAM::Role', id: 'AROAEXAMPLE', name: 'app-eu-west-1-admin' };
  const about = (given: object) => finding(role, { tags: tags('Admin'), ...given });
  const seen = { source: 'guardduty', region: 'us-east-1' };

  for (const index of [named({ 'Fn::Sub': `app-${region}-admin` }), named('app-eu-west-1-admin')])
    expect(link(about(seen), index)).toEqual(link(about({ region: 'global' }), index));
  expect(places(link(about(seen), named({ 'Fn::Sub': `app-${region}-admin` })))).toEqual(['/w/a.json Admin']);
});
