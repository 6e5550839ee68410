import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../../daemon/domain/findings/reading.ts';
import type { Select } from '../../../../../daemon/integrations/aws/config/client.ts';
import { readDetails, readRecordedStacks } from '../../../../../daemon/integrations/aws/config/inventory.ts';
import { CallFailed } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { awsError } from '../fake-client.ts';

const account = '111122223333';
const lambda = 'AWS::Lambda::Function';
const row = (awsRegion: string, accountId = account) => ({
  accountId,
  awsRegion,
  resourceType: lambda,
  resourceId: 'charge',
  tags: {},
});
const answering = (...pages: (readonly unknown[])[]): Select =>
  async function* () {
    for (const page of pages) yield [...page];
  };
const denied: Select = async function* () {
  yield* [];
  throw new CallFailed('config', 'SelectResourceConfig', awsError('AccessDeniedException'));
};

async function all(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const read: Reading[] = [];
  for await (const reading of readings) read.push(reading);
  return read;
}

describe('details of resources', () => {
  const wanted = [{ account, type: lambda, id: 'charge', regions: new Set(['eu-west-1']) }];
  const read = (select: Select) => all(readDetails(select, wanted, { byAccount: true, whose: {} }));

  test('are yielded only for the account and region where the resource was observed', async () => {
    const rows = [row('eu-west-1'), row('global'), row('us-east-1'), row('eu-west-1', '999999999999')];
    const readings = await read(answering(rows));
    const resources = readings.flatMap((reading) => (reading.kind === 'resources' ? reading.resources : []));
    expect(resources.map((resource) => `${resource.account} ${resource.region}`)).toEqual([
      `${account} eu-west-1`,
      `${account} global`,
    ]);
  });

  test('that AWS denies are a note', async () => {
    expect((await read(denied)).map(({ kind }) => kind)).toEqual(['note']);
  });
});

describe('recorded stacks', () => {
  const targets = [
    { account, region: 'eu-west-1' },
    { account, region: 'us-east-1' },
  ];

  test('that cannot be read end the stacks of every target with the problem', async () => {
    const readings = await all(readRecordedStacks({ select: denied, targets }));
    expect(readings).toMatchObject(
      targets.map((target) => ({ kind: 'covered', ...target, source: 'stacks', problem: expect.anything() })),
    );
  });

  test('that can be read do not complete a target: CloudFormation may know more of them', async () => {
    expect(await all(readRecordedStacks({ select: answering([]), targets }))).toEqual([]);
  });
});
