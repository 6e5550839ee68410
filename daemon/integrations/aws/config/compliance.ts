import {
  type ComplianceContributorCount,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  type EvaluationResultIdentifier,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';
import type { ConfigApi } from './client.ts';
import { listIn } from './unread.ts';

/**
 * The results of Config's rules: which rules fail, on how many resources, and on which ones. Calls: 1 per
 * 1,000 failing rules. For each rule whose resources are requested, 1 per 100 resources.
 */
export interface ComplianceCalls {
  /**
   * Yields the rules that fail in these accounts. Queries one account alone, and several accounts with the
   * whole organization.
   */
  failingRules(accounts: readonly string[]): AsyncGenerator<RulesPage>;
  /**
   * Yields the resources on which a rule fails, page by page. A rule that no longer exists fails on no
   * resource.
   */
  failures(rule: RegionalRule): AsyncGenerator<FailuresPage>;
}

export interface RegionalRule extends AccountRegion {
  readonly rule: string;
}

export interface FailingRule extends RegionalRule {
  /** Number of resources on which it fails. AWS counts up to 25. */
  readonly resources?: { readonly atLeast: number; readonly isExact: boolean };
}

export interface RulesPage {
  readonly rules: readonly FailingRule[];
  /** The account × region of each row that cannot be read; `undefined` if the row does not name it. */
  readonly unread: readonly (AccountRegion | undefined)[];
}

export interface FailuresPage {
  readonly observations: readonly Observation[];
  /** Number of results that cannot be read. */
  readonly unread: number;
}

export function aggregateCompliance(
  client: ConfigApi,
  aggregator: string,
  signal: AbortSignal,
): ComplianceCalls {
  const ConfigurationAggregatorName = aggregator;
  const options = { abortSignal: signal };
  return {
    async *failingRules(accounts) {
      const [AccountId] = accounts;
      const filter = accounts.length === 1 && AccountId !== undefined ? { AccountId } : {};
      const wanted = new Set(accounts);
      const read = (NextToken: string | undefined) =>
        client.send(
          new DescribeAggregateComplianceByConfigRulesCommand({
            ConfigurationAggregatorName,
            Filters: { ...filter, ComplianceType: 'NON_COMPLIANT' },
            Limit: 1000,
            NextToken,
          }),
          options,
        );
      for await (const page of pages(read)) {
        const { rules, unread } = rulesFrom(page.AggregateComplianceByConfigRules, (row) => ({
          account: row.AccountId,
          region: row.AwsRegion,
        }));
        yield { rules: rules.filter(({ account }) => wanted.has(account)), unread };
      }
    },
    failures: (failing) =>
      failuresFrom(failing, async (NextToken) => {
        const page = await client.send(
          new GetAggregateComplianceDetailsByConfigRuleCommand({
            ConfigurationAggregatorName,
            ConfigRuleName: failing.rule,
            AccountId: failing.account,
            AwsRegion: failing.region,
            ComplianceType: 'NON_COMPLIANT',
            Limit: 100,
            NextToken,
          }),
          options,
        );
        return { results: page.AggregateEvaluationResults, NextToken: page.NextToken };
      }),
  };
}

export function ownCompliance(
  client: ConfigApi,
  accountRegion: AccountRegion,
  signal: AbortSignal,
): ComplianceCalls {
  const options = { abortSignal: signal };
  return {
    async *failingRules() {
      const read = (NextToken: string | undefined) =>
        client.send(
          new DescribeComplianceByConfigRuleCommand({ ComplianceTypes: ['NON_COMPLIANT'], NextToken }),
          options,
        );
      for await (const page of pages(read))
        yield rulesFrom(page.ComplianceByConfigRules, () => accountRegion);
    },
    failures: (failing) =>
      failuresFrom(failing, async (NextToken) => {
        const page = await client.send(
          new GetComplianceDetailsByConfigRuleCommand({
            ConfigRuleName: failing.rule,
            ComplianceTypes: ['NON_COMPLIANT'],
            Limit: 100,
            NextToken,
          }),
          options,
        );
        return { results: page.EvaluationResults, NextToken: page.NextToken };
      }),
  };
}

interface RuleRow {
  readonly ConfigRuleName?: string | undefined;
  readonly Compliance?:
    | { readonly ComplianceContributorCount?: ComplianceContributorCount | undefined }
    | undefined;
}

function rulesFrom<Row extends RuleRow>(
  rows: readonly Row[] | undefined,
  accountRegionOf: (row: Row) => {
    readonly account?: string | undefined;
    readonly region?: string | undefined;
  },
): { rules: FailingRule[]; unread: (AccountRegion | undefined)[] } {
  const rules: FailingRule[] = [];
  const unread: (AccountRegion | undefined)[] = [];
  // A response without its list counts as one row that cannot be read.
  for (const row of listIn(rows) ?? [undefined]) {
    const { account, region } = row ? accountRegionOf(row) : {};
    const accountRegion = isText(account) && isText(region) ? { account, region } : undefined;
    const rule = row?.ConfigRuleName;
    if (!accountRegion || !isText(rule)) {
      unread.push(accountRegion);
      continue;
    }
    const { CappedCount, CapExceeded = false } = row?.Compliance?.ComplianceContributorCount ?? {};
    const isCounted = typeof CappedCount === 'number' && CappedCount > 0;
    rules.push({
      ...accountRegion,
      rule,
      ...(isCounted && { resources: { atLeast: CappedCount, isExact: !CapExceeded } }),
    });
  }
  return { rules, unread };
}

interface Evaluated {
  readonly EvaluationResultIdentifier?: EvaluationResultIdentifier | undefined;
  readonly ResultRecordedTime?: Date | undefined;
}

interface EvaluatedPage {
  readonly results: readonly Evaluated[] | undefined;
  readonly NextToken: string | undefined;
}

async function* failuresFrom(
  { rule, account, region }: RegionalRule,
  read: (token: string | undefined) => Promise<EvaluatedPage>,
): AsyncGenerator<FailuresPage> {
  try {
    for await (const { results } of pages(read)) {
      const rows = listIn(results) ?? [undefined];
      const observations = rows.flatMap((row): Observation[] => {
        const { ResourceType: type, ResourceId: id } =
          row?.EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
        if (!isText(type) || !isText(id)) return [];
        const at = row?.ResultRecordedTime;
        const isDate = at instanceof Date && !Number.isNaN(at.getTime());
        const observedAt = isDate && { observedAt: at.toISOString() };
        return [{ source: 'config', rule, account, region, resource: { type, id }, ...observedAt }];
      });
      yield { observations, unread: rows.length - observations.length };
    }
  } catch (error) {
    if (codeOf(error) !== 'NoSuchConfigRuleException') throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
