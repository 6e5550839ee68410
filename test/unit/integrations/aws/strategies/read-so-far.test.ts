import { expect, test } from 'vitest';
import type { Observation } from '../../../../../daemon/domain/findings/finding.ts';
import type { ResourceDetail } from '../../../../../daemon/domain/resources/resource-detail.ts';
import type { StackResource } from '../../../../../daemon/domain/stacks/stack-resource.ts';
import { ReadSoFar } from '../../../../../daemon/integrations/aws/strategies/read-so-far.ts';

const account = '111122223333';
const [ireland, tokyo] = ['eu-west-1', 'ap-northeast-1'].map((region) => ({ account, region })) as [
  Pick<Observation, 'account' | 'region'>,
  Pick<Observation, 'account' | 'region'>,
];
const fails = (
  place: typeof ireland,
  type: string,
  id: string,
  more: Partial<Observation> = {},
): Observation => ({ source: 'config', rule: 'some-rule', resource: { type, id }, ...place, ...more });
const detail = (region: string, type: string, id: string, tags = {}): ResourceDetail => ({
  account,
  region,
  type,
  id,
  name: id.toLowerCase(),
  tags,
});
const member = (region: string, type: string, physicalId: string): StackResource => ({
  account,
  region,
  stackId: 's',
  stackName: 's',
  logicalId: 'L',
  physicalId,
  type,
});
const lambda = 'AWS::Lambda::Function';
const role = 'AWS::IAM::Role';
const fromTemplate = { 'aws:cloudformation:logical-id': 'L' };

test('two resources with the same name in two regions are different', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [fails(ireland, lambda, 'charge'), fails(tokyo, lambda, 'charge')],
  });
  readSoFar.add({ kind: 'resources', resources: [detail('eu-west-1', lambda, 'charge', fromTemplate)] });
  expect([...readSoFar.unexplained(ireland)]).toEqual([]);
  expect([...readSoFar.unexplained(tokyo)]).toEqual(['charge']);
  expect(readSoFar.wanted(ireland)).toEqual([]);
  expect(readSoFar.wanted(tokyo)).toMatchObject([{ id: 'charge' }]);
  expect(readSoFar.wanted()).toHaveLength(1);

  readSoFar.add({ kind: 'stacks', resources: [member('eu-west-1', lambda, 'charge')] });
  expect([...readSoFar.unexplained(tokyo)]).toEqual(['charge']);
  readSoFar.add({ kind: 'stacks', resources: [member('ap-northeast-1', lambda, 'charge')] });
  expect([...readSoFar.unexplained(tokyo)]).toEqual([]);
});

test('an IAM resource is described once, and its stack may be in any region', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [fails(ireland, role, 'AROAAPP'), fails(tokyo, role, 'AROAAPP')],
  });
  readSoFar.add({ kind: 'resources', resources: [detail('global', role, 'AROAAPP')] });
  expect([readSoFar.wanted(ireland), readSoFar.wanted(tokyo)]).toEqual([[], []]);
  const elsewhere = { account, region: 'us-east-1' };
  expect([...readSoFar.unexplained(elsewhere)]).toEqual(['aroaapp']);
  readSoFar.add({ kind: 'stacks', resources: [member('us-east-1', role, 'aroaapp')] });
  expect([ireland, tokyo, elsewhere].flatMap((place) => [...readSoFar.unexplained(place)])).toEqual([]);
});

test('a physical id is requested once, even if Config and GuardDuty name the resource differently', () => {
  const readSoFar = new ReadSoFar();
  const user = 'AWS::IAM::User';
  readSoFar.add({
    kind: 'observed',
    observations: [
      fails(ireland, user, 'AIDASUZUKI'),
      fails(ireland, user, 'aidasuzuki', { source: 'guardduty', sourceId: 'f' }),
    ],
  });
  readSoFar.add({ kind: 'resources', resources: [detail('global', user, 'AIDASUZUKI')] });
  expect([...readSoFar.unexplained(ireland)]).toEqual(['aidasuzuki']);
});

test('a stack that was found for one resource also covers its other resources', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({ kind: 'observed', observations: ['a', 'b', 'c'].map((id) => fails(ireland, lambda, id)) });
  const asked: string[] = [];
  for (const physicalId of readSoFar.unexplained(ireland)) {
    asked.push(physicalId);
    readSoFar.add({ kind: 'stacks', resources: [member('eu-west-1', lambda, 'b')] });
  }
  expect(asked).toEqual(['a', 'c']);
});

test('the account itself, and resources that only GuardDuty knows, are not requested', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [fails(ireland, 'AWS::::Account', account), fails(ireland, 'GuardDuty::Container', 'x')],
  });
  expect(readSoFar.wanted()).toEqual([]);
  expect([...readSoFar.unexplained(ireland)]).toEqual([]);
});

test('rules are grouped by the account and region in which they fail; GuardDuty has no rules', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [
      fails(ireland, lambda, 'a', { rule: 'one' }),
      fails(tokyo, lambda, 'a', { rule: 'two' }),
      fails(tokyo, lambda, 'a', { rule: 'Recon:EC2/Portscan', source: 'guardduty' }),
    ],
  });
  expect([...readSoFar.rules(tokyo)]).toEqual(['two']);
  expect([...readSoFar.rules()]).toEqual(['one', 'two']);
});

const stackOf = (name: string, region = 'eu-west-1', owner = account) =>
  `arn:aws:cloudformation:${region}:${owner}:stack/${name}/1`;

test('a stack contains observed resources by their tags or by its list, each in its own region', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [
      fails(ireland, lambda, 'charge'),
      fails(ireland, 'AWS::SNS::Topic', 'arn:topic'),
      fails(tokyo, lambda, 'charge'),
      fails(ireland, lambda, 'by-hand'),
    ],
  });
  readSoFar.add({
    kind: 'resources',
    resources: [
      detail('eu-west-1', lambda, 'charge', { 'aws:cloudformation:stack-id': stackOf('tagged') }),
      detail('ap-northeast-1', lambda, 'charge', {
        'aws:cloudformation:stack-id': stackOf('others', 'ap-northeast-1', '999999999999'),
      }),
    ],
  });
  readSoFar.add({
    kind: 'stacks',
    resources: [
      { ...member('eu-west-1', 'AWS::SNS::Topic', 'arn:topic'), stackId: stackOf('listed') },
      { ...member('eu-west-1', lambda, 'unobserved'), stackId: stackOf('idle') },
    ],
  });

  expect(readSoFar.stacksIn(ireland)).toEqual([stackOf('listed'), stackOf('tagged')]);
  expect(readSoFar.stacksIn(tokyo)).toEqual([]);
});

test('the stack of an IAM resource is in one region, in whatever region the resource was seen', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({
    kind: 'observed',
    observations: [fails(ireland, role, 'AROAAPP'), fails(tokyo, role, 'AROATAG')],
  });
  readSoFar.add({
    kind: 'resources',
    resources: [
      detail('global', role, 'AROAAPP'),
      detail('global', role, 'AROATAG', { 'aws:cloudformation:stack-id': stackOf('tagged', 'us-east-1') }),
    ],
  });
  readSoFar.add({
    kind: 'stacks',
    resources: [{ ...member('us-east-1', role, 'aroaapp'), stackId: stackOf('listed', 'us-east-1') }],
  });

  expect([ireland, tokyo].flatMap((place) => readSoFar.stacksIn(place))).toEqual([]);
  expect(readSoFar.stacksIn({ account, region: 'us-east-1' })).toEqual([
    stackOf('listed', 'us-east-1'),
    stackOf('tagged', 'us-east-1'),
  ]);
});

test('CloudFormation is asked about an address, and about a stage by its API', () => {
  const readSoFar = new ReadSoFar();
  const [address, stage] = ['AWS::EC2::EIP', 'AWS::ApiGateway::Stage'];
  const arn = 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/prod';
  readSoFar.add({
    kind: 'observed',
    observations: [fails(ireland, address, 'eipalloc-1'), fails(ireland, stage, arn)],
  });
  readSoFar.add({
    kind: 'resources',
    resources: [
      { ...detail('eu-west-1', address, 'eipalloc-1'), name: '203.0.113.7' },
      { ...detail('eu-west-1', stage, arn), name: 'prod', arn },
    ],
  });
  expect([...readSoFar.unexplained(ireland)]).toEqual(['203.0.113.7', 'a1b2c3']);

  // A stage of another API with this name does not identify the stack.
  readSoFar.add({
    kind: 'stacks',
    resources: [{ ...member('eu-west-1', stage, 'prod'), stackId: stackOf('other') }],
  });
  expect(readSoFar.stacksIn(ireland)).toEqual([]);
  readSoFar.add({ kind: 'stacks', resources: [member('eu-west-1', 'AWS::ApiGateway::RestApi', 'a1b2c3')] });
  expect([...readSoFar.unexplained(ireland)]).toEqual(['203.0.113.7']);
});

test('a stage with an unknown API is not requested: any stack may have a stage of its name', () => {
  const readSoFar = new ReadSoFar();
  readSoFar.add({ kind: 'observed', observations: [fails(ireland, 'AWS::ApiGatewayV2::Stage', 'prod')] });
  expect([...readSoFar.unexplained(ireland)]).toEqual([]);
});

test('a user that only GuardDuty names is requested by name', () => {
  const readSoFar = new ReadSoFar();
  const user = { type: 'AWS::IAM::User', id: 'AIDAANN', name: 'ann' };
  readSoFar.add({
    kind: 'observed',
    observations: [{ source: 'guardduty', sourceId: 'f', rule: 'r', ...ireland, resource: user }],
  });

  expect([...readSoFar.unexplained(ireland)]).toEqual(['ann']);
});

test('a CloudFront distribution is recorded in one region, and its stack may be in any', () => {
  const distribution = 'AWS::CloudFront::Distribution';
  const readSoFar = new ReadSoFar();
  const observations = [fails({ account, region: 'us-east-1' }, distribution, 'E1')];
  readSoFar.add({ kind: 'observed', observations });
  expect([...readSoFar.unexplained(tokyo)]).toEqual(['E1']);
  expect(readSoFar.wanted(tokyo)).toEqual([]);

  readSoFar.add({ kind: 'resources', resources: [detail('us-east-1', distribution, 'E1', fromTemplate)] });
  expect([...readSoFar.unexplained(tokyo)]).toEqual([]);
});
