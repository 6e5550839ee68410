import { describe, expect, it } from 'vitest';
import type { CoverageEntry } from '#protocol/status.ts';
import type { SyncReport } from '#protocol/sync.ts';
import { reportLines } from '../../../daemon/commands/sync.ts';
import { textsOf } from '../../../daemon/server/texts/say.ts';
import { causesOf, coverageWords } from '../../../daemon/server/views/group-reasons.ts';

const accounts = Array.from({ length: 6 }, (_, at) => String(111_111_111_111 + at));
const regions = Array.from({ length: 17 }, (_, at) => `eu-west-${at + 1}`);
const entries = (problemOf: (account: string, region: string) => string | undefined): CoverageEntry[] =>
  accounts.flatMap((account) =>
    regions.map((region) => {
      const problem = problemOf(account, region);
      return { account, region, source: 'config', ok: problem === undefined, ...(problem && { problem }) };
    }),
  );
const report = (coverage: readonly CoverageEntry[], notes: readonly string[] = []): SyncReport => ({
  team: 'payments',
  way: 'accounts',
  accounts: accounts.length,
  findings: { failing: 1, added: 0, resolved: 0 },
  tickets: { total: 0, changed: 0, linked: 0 },
  calls: {},
  duration: 1_000,
  coverage,
  notes,
});
const { sync: texts } = textsOf('en').terminal;
const linesOf = (given: SyncReport) =>
  reportLines(given, { locale: 'en', texts, withCalls: false }).trim().split('\n').slice(3);

describe('the report of a sync', () => {
  it('has one line per cause with its sources, for any number of accounts and regions', () => {
    const lines = linesOf(
      report(
        entries((account, region) =>
          region === 'eu-west-1'
            ? 'AWS Config does not record here.'
            : `AWS denies config:SelectResourceConfig (${account}, ${region}). Ask.`,
        ),
      ),
    );
    expect(lines).toEqual([
      '  not read: config of 6 accounts in 16 regions (111111111111 eu-west-2, 111111111111 eu-west-3, 111111111111 eu-west-4, …): AWS denies config:SelectResourceConfig (111111111111, eu-west-2). Ask.',
      '  not read: config of 6 accounts in 1 region (111111111111 eu-west-1, 111111111112 eu-west-1, 111111111113 eu-west-1, …): AWS Config does not record here.',
    ]);
  });

  it('contains equal notes once', () => {
    const notes = regions.map((region) => `config:DescribeConfigRules failed (111111111111, ${region}).`);
    expect(linesOf(report([], [...notes, 'Another.']))).toEqual([
      'config:DescribeConfigRules failed (111111111111, eu-west-1). (and 16 more like it)',
      'Another.',
    ]);
  });

  it('separates causes that need different actions', () => {
    const permissions = ['config:DescribeConfigurationRecorders', 'guardduty:GetDetector'];
    const given = entries((_, region) => `AWS denies ${permissions[regions.indexOf(region) % 2]}.`);
    expect(causesOf(given, ({ problem }) => problem)).toHaveLength(2);
  });

  it('names the only account and region of a cause', () => {
    const place = { account: '111111111111', region: 'eu-west-1', source: 'guardduty' } as const;
    expect(coverageWords([place], 'en')).toBe('guardduty of 111111111111 eu-west-1');
    expect(coverageWords([place], 'ja')).toBe('111111111111 eu-west-1 の guardduty');
  });
});
