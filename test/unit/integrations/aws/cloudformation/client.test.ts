import { expect, test } from 'vitest';
import {
  type CloudFormationApi,
  stackOf,
} from '../../../../../daemon/integrations/aws/cloudformation/client.ts';
import { awsError, fakeClient } from '../fake-client.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const { signal } = new AbortController();
const shop = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1';
const resource = (name: string) => ({
  StackId: shop,
  StackName: 'shop',
  LogicalResourceId: name,
  PhysicalResourceId: `shop-${name}`,
  ResourceType: 'AWS::SNS::Topic',
});

test('a resource leads to all resources of its stack', async () => {
  const { client } = fakeClient<CloudFormationApi>({
    DescribeStackResources: () => ({ StackResources: [resource('A'), resource('B')] }),
  });
  const members = await stackOf(client, place, 'shop-A', signal);
  expect(members.map(({ logicalId, stackName }) => `${stackName}/${logicalId}`)).toEqual([
    'shop/A',
    'shop/B',
  ]);
});

test('a stack that needs several responses is listed to its end', async () => {
  const hundred = Array.from({ length: 100 }, (_, at) => resource(`R${at}`));
  const { client } = fakeClient<CloudFormationApi>({
    DescribeStackResources: () => ({ StackResources: hundred }),
    ListStackResources: ({ NextToken }: { NextToken?: string }) =>
      NextToken
        ? { StackResourceSummaries: [resource('R100')] }
        : { StackResourceSummaries: hundred, NextToken: 'more' },
  });
  expect(await stackOf(client, place, 'shop-R0', signal)).toHaveLength(101);
});

test('a resource without a stack is not a failure', async () => {
  const { client } = fakeClient<CloudFormationApi>({
    DescribeStackResources: () => {
      throw awsError('ValidationError', 'Stack for by-hand does not exist');
    },
  });
  expect(await stackOf(client, place, 'by-hand', signal)).toEqual([]);
});
