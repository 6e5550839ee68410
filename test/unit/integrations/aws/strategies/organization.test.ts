import { expect, test } from 'vitest';
import type { Reading } from '../../../../../daemon/domain/findings/reading.ts';
import type { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import type { Clients } from '../../../../../daemon/integrations/aws/connection/clients.ts';
import { CallFailed } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { readOrganization } from '../../../../../daemon/integrations/aws/strategies/organization.ts';
import { english } from '../../../../support/english.ts';
import { awsError, fakeClient } from '../fake-client.ts';

const [caller, member] = ['900000000001', '200000000001'];
const region = 'eu-west-1';

/** An organization of one team with one account in one region. Its Config queries fail. */
async function readWhereQueriesFail(name: string, answers = {}): Promise<Reading[]> {
  const { client } = fakeClient<never>({
    GetCallerIdentity: () => ({ Account: caller }),
    ListAccountsForParent: () => ({ Accounts: [{ Id: member, Name: 'payments' }] }),
    ListOrganizationalUnitsForParent: () => ({ OrganizationalUnits: [] }),
    DescribeConfigurationAggregators: () => ({
      ConfigurationAggregators: [
        {
          ConfigurationAggregatorName: 'organization',
          OrganizationAggregationSource: { RoleArn: 'r', AwsRegions: [region] },
        },
      ],
    }),
    DescribeConfigurationAggregatorSourcesStatus: () => ({
      AggregatedSourceStatusList: [
        { SourceId: member, AwsRegion: region, SourceType: 'ACCOUNT', LastUpdateStatus: 'SUCCEEDED' },
      ],
    }),
    SelectAggregateResourceConfig: () => {
      throw new CallFailed('config', 'SelectAggregateResourceConfig', awsError(name));
    },
    ListDetectors: () => ({ DetectorIds: ['d'] }),
    GetDetector: () => ({ Status: 'ENABLED' }),
    ListFindings: () => ({ FindingIds: [] }),
    GetMembers: () => ({ Members: [{ AccountId: member, RelationshipStatus: 'Enabled' }] }),
    ...answers,
  });
  const everyClient = () => client;
  const clients: Clients = {
    region: async () => region,
    config: everyClient,
    organizations: everyClient,
    account: everyClient,
    guardDuty: everyClient,
    cloudFormation: everyClient,
    sts: everyClient,
  };
  const scope = {
    signal: new AbortController().signal,
    knownRules: new Map(),
    knownTemplates: new Map(),
  };
  const readings: Reading[] = [];
  for await (const reading of readOrganization({ team: 'ou-abcd-12345678' }, clients, scope))
    readings.push(reading);
  return readings;
}

test('throttled queries are a gap of Config, and GuardDuty is still read', async () => {
  const readings = await readWhereQueriesFail('ThrottlingException');
  const places = readings.filter((reading) => reading.kind === 'covered');
  expect(places.map(({ source, problem }) => [source, problem === undefined]).sort()).toEqual([
    ['config', false],
    ['guardduty', true],
    ['stacks', false],
  ]);
  const config = places.find(({ source }) => source === 'config');
  expect(english(config?.problem)).toContain('limits the rate');
});

test('denied queries end the sync run: there is no other access', async () => {
  await expect(readWhereQueriesFail('AccessDeniedException')).rejects.toMatchObject({
    code: 'aws-access-denied',
  });
});

test.each([
  ['ListOrganizationalUnitsForParent', 'organizations'],
  ['DescribeConfigurationAggregators', 'config'],
])('a member account that may not call %s gets an example of listed accounts', async (operation, service) => {
  const denied = () => {
    throw new CallFailed(service, operation, awsError('AccessDeniedException'));
  };
  const problem = await readWhereQueriesFail('ThrottlingException', { [operation]: denied }).catch(
    (error: Problem) => error,
  );
  expect(problem).toMatchObject({
    code: 'aws-access-denied',
    facts: { permission: `${service}:${operation}`, caller },
  });
  const text = english(problem as Problem);
  expect(text).toContain(`accounts: [{id: '${caller}'}]`);
  expect(text).not.toContain('Ask your administrator');
});

test('if the query for recorded stacks fails, CloudFormation is asked in the own account, whose end comes last', async () => {
  const target = { account: caller, region };
  const bucket = { ResourceType: 'AWS::S3::Bucket', ResourceId: 'logs' };
  const stack = `arn:aws:cloudformation:${region}:${caller}:stack/shop/1`;
  const evaluation = { EvaluationResultQualifier: { ...bucket, ConfigRuleName: 'r' } };
  const readings = await readWhereQueriesFail('ThrottlingException', {
    ListAccountsForParent: () => ({ Accounts: [{ Id: caller, Name: 'payments' }] }),
    DescribeConfigurationAggregatorSourcesStatus: () => ({
      AggregatedSourceStatusList: [
        { SourceId: caller, AwsRegion: region, SourceType: 'ACCOUNT', LastUpdateStatus: 'SUCCEEDED' },
      ],
    }),
    SelectAggregateResourceConfig: ({ Expression }: { Expression: string }) => {
      if (!Expression.includes('StackResourceSummaries')) return { Results: [] };
      throw new CallFailed('config', 'SelectAggregateResourceConfig', awsError('ThrottlingException'));
    },
    DescribeAggregateComplianceByConfigRules: () => ({
      AggregateComplianceByConfigRules: [
        {
          ConfigRuleName: 'r',
          Compliance: {
            ComplianceType: 'NON_COMPLIANT',
            ComplianceContributorCount: { CappedCount: 1, CapExceeded: false },
          },
          AccountId: caller,
          AwsRegion: region,
        },
      ],
    }),
    GetAggregateComplianceDetailsByConfigRule: () => ({
      AggregateEvaluationResults: [
        {
          EvaluationResultIdentifier: evaluation,
          ComplianceType: 'NON_COMPLIANT',
          AccountId: caller,
          AwsRegion: region,
        },
      ],
    }),
    DescribeConfigRules: () => ({ ConfigRules: [] }),
    GetMembers: () => ({ Members: [] }),
    DescribeStackResources: () => ({
      StackResources: [
        {
          StackId: stack,
          StackName: 'shop',
          LogicalResourceId: 'Logs',
          PhysicalResourceId: 'logs',
          ResourceType: 'AWS::S3::Bucket',
        },
      ],
    }),
    ListStacks: () => ({
      StackSummaries: [
        { StackId: stack, StackName: 'shop', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' },
      ],
    }),
    GetTemplate: () => ({ TemplateBody: 'Resources: {}' }),
  });
  const ofStacks = readings.filter(
    (each) =>
      each.kind === 'stacks' ||
      each.kind === 'templates' ||
      (each.kind === 'covered' && each.source === 'stacks'),
  );

  expect(readings.find(({ kind }) => kind === 'observed')).toMatchObject({ observations: [target] });
  expect(ofStacks).toMatchObject([
    { kind: 'stacks', resources: [{ ...target, stackId: stack, logicalId: 'Logs' }] },
    { kind: 'templates', templates: [{ ...target, stackId: stack }] },
    { kind: 'covered', ...target, problem: { code: 'aws-throttled' } },
  ]);
});
