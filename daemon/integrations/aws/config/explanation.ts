import {
  DescribeConfigRulesCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import type { Finding } from '../../../domain/findings/finding.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';
import type { ConfigApi } from './client.ts';
import { listIn } from './unread.ts';

/** A resource among more results than this has no remark. */
const limits = { maxPages: 10, maxRows: 1_000 };
const maxTextCharacters = 2_000;

export type ExplainedFinding = Pick<Finding, 'account' | 'region' | 'rule' | 'resource'>;

/** Resolves to the description of a deployed rule; `undefined` if it has none, or if the account has no such rule. Calls: 1. */
export async function ruleDescription(
  client: ConfigApi,
  rule: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const answer = await client.send(new DescribeConfigRulesCommand({ ConfigRuleNames: [rule] }), {
      abortSignal: signal,
    });
    return textIn(listIn(answer.ConfigRules)?.find((each) => each?.ConfigRuleName === rule)?.Description);
  } catch (error) {
    if (codeOf(error) === 'NoSuchConfigRuleException') return undefined;
    throw error;
  }
}

/**
 * Resolves to Config's remark on the resource; `undefined` without one. Calls: 1 per 100 failing resources of the rule.
 * @param aggregator Absent: the client is that of the finding's account and region.
 */
export async function annotationOf(
  client: ConfigApi,
  { account, region, rule, resource }: ExplainedFinding,
  aggregator: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { abortSignal: signal };
  const common = { ConfigRuleName: rule, Limit: 100 };
  const read = async (NextToken: string | undefined) => {
    if (aggregator === undefined) {
      const page = await client.send(
        new GetComplianceDetailsByConfigRuleCommand({
          ...common,
          ComplianceTypes: ['NON_COMPLIANT'],
          NextToken,
        }),
        options,
      );
      return { results: page.EvaluationResults, NextToken: page.NextToken };
    }
    const page = await client.send(
      new GetAggregateComplianceDetailsByConfigRuleCommand({
        ...common,
        ConfigurationAggregatorName: aggregator,
        AccountId: account,
        AwsRegion: region,
        ComplianceType: 'NON_COMPLIANT',
        NextToken,
      }),
      options,
    );
    return { results: page.AggregateEvaluationResults, NextToken: page.NextToken };
  };
  try {
    for await (const { results } of pages(read, limits)) {
      const found = listIn(results)?.find((row) => {
        const { ResourceType, ResourceId } = row?.EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
        return ResourceType === resource.type && ResourceId === resource.id;
      });
      if (found) return textIn(found.Annotation);
    }
  } catch (error) {
    if (codeOf(error) !== 'NoSuchConfigRuleException') throw error;
  }
  return undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, maxTextCharacters) : undefined;
}
