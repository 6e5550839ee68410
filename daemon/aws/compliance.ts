import {
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  type EvaluationResultIdentifier,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import type { Observation } from '../findings/finding.ts';
import type { ConfigApi } from './config.ts';
import { pages } from './pages.ts';

/**
 * The way to findings where Config does not record compliance as resources: which rules fail, then on which
 * resources. Calls: 1 for an account, and 1 for each failing rule and 100 resources.
 */
export interface ComplianceCalls {
  failingRules(account: string): Promise<FailingRule[]>;
  failures(rule: FailingRule): AsyncGenerator<Observation[]>;
}

export interface FailingRule {
  readonly rule: string;
  readonly account: string;
  readonly region: string;
}

export function aggregateCompliance(
  client: ConfigApi,
  aggregator: string,
  signal: AbortSignal,
): ComplianceCalls {
  const ConfigurationAggregatorName = aggregator;
  const options = { abortSignal: signal };
  return {
    async failingRules(account) {
      const failing: FailingRule[] = [];
      const Filters = { AccountId: account, ComplianceType: 'NON_COMPLIANT' } as const;
      const read = (NextToken: string | undefined) =>
        client.send(
          new DescribeAggregateComplianceByConfigRulesCommand({
            ConfigurationAggregatorName,
            Filters,
            Limit: 1000,
            NextToken,
          }),
          options,
        );
      for await (const page of pages(read)) {
        for (const { ConfigRuleName, AwsRegion } of page.AggregateComplianceByConfigRules ?? []) {
          if (ConfigRuleName && AwsRegion) failing.push({ rule: ConfigRuleName, account, region: AwsRegion });
        }
      }
      return failing;
    },
    async *failures(failing) {
      const read = (NextToken: string | undefined) =>
        client.send(
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
      for await (const page of pages(read)) yield observationsOf(failing, page.AggregateEvaluationResults);
    },
  };
}

export function ownCompliance(client: ConfigApi, region: string, signal: AbortSignal): ComplianceCalls {
  const options = { abortSignal: signal };
  return {
    async failingRules(account) {
      const failing: FailingRule[] = [];
      const read = (NextToken: string | undefined) =>
        client.send(
          new DescribeComplianceByConfigRuleCommand({ ComplianceTypes: ['NON_COMPLIANT'], NextToken }),
          options,
        );
      for await (const page of pages(read)) {
        for (const { ConfigRuleName } of page.ComplianceByConfigRules ?? []) {
          if (ConfigRuleName) failing.push({ rule: ConfigRuleName, account, region });
        }
      }
      return failing;
    },
    async *failures(failing) {
      const read = (NextToken: string | undefined) =>
        client.send(
          new GetComplianceDetailsByConfigRuleCommand({
            ConfigRuleName: failing.rule,
            ComplianceTypes: ['NON_COMPLIANT'],
            Limit: 100,
            NextToken,
          }),
          options,
        );
      for await (const page of pages(read)) yield observationsOf(failing, page.EvaluationResults);
    },
  };
}

interface Evaluated {
  readonly EvaluationResultIdentifier?: EvaluationResultIdentifier | undefined;
  readonly ResultRecordedTime?: Date | undefined;
}

function observationsOf(
  { rule, account, region }: FailingRule,
  results: readonly Evaluated[] = [],
): Observation[] {
  return results.flatMap(({ EvaluationResultIdentifier, ResultRecordedTime }) => {
    const { ResourceType, ResourceId } = EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
    if (!ResourceType || !ResourceId) return [];
    const resource = { type: ResourceType, id: ResourceId };
    const observedAt = ResultRecordedTime && { observedAt: ResultRecordedTime.toISOString() };
    return [{ source: 'config', rule, account, region, resource, ...observedAt }];
  });
}
