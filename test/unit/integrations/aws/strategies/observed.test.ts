import { expect, test } from 'vitest';
import type { Observation } from '../../../../../daemon/domain/findings/finding.ts';
import type { ResourceDetail } from '../../../../../daemon/domain/resources/resource-detail.ts';
import type { StackResource } from '../../../../../daemon/domain/stacks/stack-resource.ts';
import { Observed } from '../../../../../daemon/integrations/aws/strategies/observed.ts';

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

test('two resources of one name in two regions are told apart', () => {
  const observed = new Observed();
  observed.see([fails(ireland, lambda, 'charge'), fails(tokyo, lambda, 'charge')]);
  observed.describe([detail('eu-west-1', lambda, 'charge', fromTemplate)]);
  expect([...observed.unexplained(ireland)]).toEqual([]);
  expect([...observed.unexplained(tokyo)]).toEqual(['charge']);
  expect(observed.wanted(ireland)).toEqual([]);
  expect(observed.wanted(tokyo)).toMatchObject([{ id: 'charge' }]);
  expect(observed.wanted()).toHaveLength(1);

  observed.explain([member('eu-west-1', lambda, 'charge')]);
  expect([...observed.unexplained(tokyo)]).toEqual(['charge']);
  observed.explain([member('ap-northeast-1', lambda, 'charge')]);
  expect([...observed.unexplained(tokyo)]).toEqual([]);
});

test("IAM's resource is described once, and its stack may be in any region", () => {
  const observed = new Observed();
  observed.see([fails(ireland, role, 'AROAAPP'), fails(tokyo, role, 'AROAAPP')]);
  observed.describe([detail('global', role, 'AROAAPP')]);
  expect([observed.wanted(ireland), observed.wanted(tokyo)]).toEqual([[], []]);
  const elsewhere = { account, region: 'us-east-1' };
  expect([...observed.unexplained(elsewhere)]).toEqual(['aroaapp']);
  observed.explain([member('us-east-1', role, 'aroaapp')]);
  expect([ireland, tokyo, elsewhere].flatMap((place) => [...observed.unexplained(place)])).toEqual([]);
});

test('a physical id is asked for once, whatever Config and GuardDuty call the resource', () => {
  const observed = new Observed();
  const user = 'AWS::IAM::User';
  observed.see([
    fails(ireland, user, 'AIDASUZUKI'),
    fails(ireland, user, 'aidasuzuki', { source: 'guardduty', sourceId: 'f' }),
  ]);
  observed.describe([detail('global', user, 'AIDASUZUKI')]);
  expect([...observed.unexplained(ireland)]).toEqual(['aidasuzuki']);
});

test('a stack that was found for one resource explains the next', () => {
  const observed = new Observed();
  observed.see(['a', 'b', 'c'].map((id) => fails(ireland, lambda, id)));
  const asked: string[] = [];
  for (const physicalId of observed.unexplained(ireland)) {
    asked.push(physicalId);
    observed.explain([member('eu-west-1', lambda, 'b')]);
  }
  expect(asked).toEqual(['a', 'c']);
});

test('the account itself, and what only GuardDuty knows, are no resources to ask for', () => {
  const observed = new Observed();
  observed.see([fails(ireland, 'AWS::::Account', account), fails(ireland, 'GuardDuty::Container', 'x')]);
  expect(observed.wanted()).toEqual([]);
  expect([...observed.unexplained(ireland)]).toEqual([]);
});

test('only what was observed there is wanted of an answer', () => {
  const observed = new Observed();
  observed.see([fails(ireland, lambda, 'charge')]);
  expect(observed.isWanted(detail('eu-west-1', lambda, 'charge'))).toBe(true);
  expect(observed.isWanted(detail('global', lambda, 'charge'))).toBe(true);
  expect(observed.isWanted(detail('us-east-1', lambda, 'charge'))).toBe(false);
  expect(observed.isWanted({ ...detail('eu-west-1', lambda, 'charge'), account: '9' })).toBe(false);
});

test('rules are known by the place where they fail; GuardDuty has none', () => {
  const observed = new Observed();
  observed.see([
    fails(ireland, lambda, 'a', { rule: 'one' }),
    fails(tokyo, lambda, 'a', { rule: 'two' }),
    fails(tokyo, lambda, 'a', { rule: 'Recon:EC2/Portscan', source: 'guardduty' }),
  ]);
  expect([...observed.rules(tokyo)]).toEqual(['two']);
  expect([...observed.rules()]).toEqual(['one', 'two']);
});

const stackOf = (name: string, region = 'eu-west-1', owner = account) =>
  `arn:aws:cloudformation:${region}:${owner}:stack/${name}/1`;

test('a stack holds what was observed by its tags, or as it lists it, each in its own place', () => {
  const observed = new Observed();
  observed.see([
    fails(ireland, lambda, 'charge'),
    fails(ireland, 'AWS::SNS::Topic', 'arn:topic'),
    fails(tokyo, lambda, 'charge'),
    fails(ireland, lambda, 'by-hand'),
  ]);
  observed.describe([
    detail('eu-west-1', lambda, 'charge', { 'aws:cloudformation:stack-id': stackOf('tagged') }),
    detail('ap-northeast-1', lambda, 'charge', {
      'aws:cloudformation:stack-id': stackOf('others', 'ap-northeast-1', '999999999999'),
    }),
  ]);
  observed.explain([
    { ...member('eu-west-1', 'AWS::SNS::Topic', 'arn:topic'), stackId: stackOf('listed') },
    { ...member('eu-west-1', lambda, 'unobserved'), stackId: stackOf('idle') },
  ]);

  expect(observed.stacksIn(ireland)).toEqual([stackOf('listed'), stackOf('tagged')]);
  expect(observed.stacksIn(tokyo)).toEqual([]);
});

test("the stack of IAM's resource is in one region, wherever the resource was seen", () => {
  const observed = new Observed();
  observed.see([fails(ireland, role, 'AROAAPP'), fails(tokyo, role, 'AROATAG')]);
  observed.describe([
    detail('global', role, 'AROAAPP'),
    detail('global', role, 'AROATAG', { 'aws:cloudformation:stack-id': stackOf('tagged', 'us-east-1') }),
  ]);
  observed.explain([{ ...member('us-east-1', role, 'aroaapp'), stackId: stackOf('listed', 'us-east-1') }]);

  expect([ireland, tokyo].flatMap((place) => observed.stacksIn(place))).toEqual([]);
  expect(observed.stacksIn({ account, region: 'us-east-1' })).toEqual([
    stackOf('listed', 'us-east-1'),
    stackOf('tagged', 'us-east-1'),
  ]);
});

test('CloudFormation is asked for an address, and by its API for a stage', () => {
  const observed = new Observed();
  const [address, stage] = ['AWS::EC2::EIP', 'AWS::ApiGateway::Stage'];
  const arn = 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/prod';
  observed.see([fails(ireland, address, 'eipalloc-1'), fails(ireland, stage, arn)]);
  observed.describe([
    { ...detail('eu-west-1', address, 'eipalloc-1'), name: '203.0.113.7' },
    { ...detail('eu-west-1', stage, arn), name: 'prod', arn },
  ]);
  expect([...observed.unexplained(ireland)]).toEqual(['203.0.113.7', 'a1b2c3']);

  // Another API's stage of this name explains nothing.
  observed.explain([{ ...member('eu-west-1', stage, 'prod'), stackId: stackOf('other') }]);
  expect(observed.stacksIn(ireland)).toEqual([]);
  observed.explain([member('eu-west-1', 'AWS::ApiGateway::RestApi', 'a1b2c3')]);
  expect([...observed.unexplained(ireland)]).toEqual(['203.0.113.7']);
});

test('a stage whose API nobody says is not asked for: any stack may have a stage of its name', () => {
  const observed = new Observed();
  observed.see([fails(ireland, 'AWS::ApiGatewayV2::Stage', 'prod')]);
  expect([...observed.unexplained(ireland)]).toEqual([]);
});

test('a user whom only GuardDuty names is asked for by name', () => {
  const observed = new Observed();
  const user = { type: 'AWS::IAM::User', id: 'AIDAANN', name: 'ann' };
  observed.see([{ source: 'guardduty', sourceId: 'f', rule: 'r', ...ireland, resource: user }]);

  expect([...observed.unexplained(ireland)]).toEqual(['ann']);
});

test("CloudFront's distribution is recorded in one region, and its stack may be in any", () => {
  const distribution = 'AWS::CloudFront::Distribution';
  const observed = new Observed();
  observed.see([fails({ account, region: 'us-east-1' }, distribution, 'E1')]);
  expect([...observed.unexplained(tokyo)]).toEqual(['E1']);
  expect(observed.wanted(tokyo)).toEqual([]);

  observed.describe([detail('us-east-1', distribution, 'E1', fromTemplate)]);
  expect([...observed.unexplained(tokyo)]).toEqual([]);
});
