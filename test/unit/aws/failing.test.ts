import { expect, test } from 'vitest';
import { readFailing } from '../../../daemon/aws/failing.ts';
import { Observed } from '../../../daemon/aws/observed.ts';

const place = (account: string) => ({ account, region: 'eu-west-1' });
const row = (accountId: string, configuration: object) => ({
  accountId,
  awsRegion: 'eu-west-1',
  configuration,
});
const sound = {
  targetResourceId: 'logs',
  targetResourceType: 'AWS::S3::Bucket',
  configRuleList: [{ configRuleName: 'ssl', complianceType: 'NON_COMPLIANT' }],
};

/** What was observed, and the doubts of these accounts. */
async function read(rows: readonly unknown[], ...accounts: string[]) {
  const reading = readFailing(
    async function* () {
      yield [...rows];
    },
    undefined,
    new Observed(),
  );
  let observed = 0;
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return { observed, doubts: accounts.map((account) => value(place(account))?.en) };
    if (value.kind === 'observed') observed += value.observations.length;
  }
}

test('rows that can be read leave no doubt', async () => {
  expect(await read([row('1', sound)], '1')).toEqual({ observed: 1, doubts: [undefined] });
});

test('a row that cannot be read keeps its place from counting as read, and only that', async () => {
  const { observed, doubts } = await read(
    [row('1', sound), row('2', { ...sound, configRuleList: 'x' })],
    '1',
    '2',
  );
  expect(observed).toBe(1);
  expect(doubts).toEqual([undefined, expect.stringContaining('1 rows')]);
});

test('a row that does not even name its place leaves all in doubt', async () => {
  const { doubts } = await read([undefined, row('1', sound)], '1', '2');
  expect(doubts).toEqual([expect.stringContaining('1 rows'), expect.stringContaining('1 rows')]);
});
