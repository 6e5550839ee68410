import { z } from 'zod';
import type { World } from '../model.ts';
import type { Operations } from './call.ts';
import { complianceOf } from './config-items.ts';
import {
  accountId,
  aggregatorName,
  awsRegion,
  compliance,
  epochSeconds,
  limit,
  nextToken,
  operation,
  placeOf,
  ruleName,
  tokenInvalid,
} from './config-requests.ts';
import { type Evaluated, maxPageRules, type Rules } from './config-rules.ts';
import { aggregatedView } from './config-views.ts';
import type { FaultState } from './faults.ts';
import { pageOf } from './pages.ts';

/** AWS counts to this number only. */
const maxContributors = 25;
const types = z.array(compliance).max(3).optional();

/** Returns the operations on compliance by rule: in an account and region, and in the whole organization through its aggregator. */
export function complianceOperations(world: World, rules: Rules, faults: FaultState): Operations {
  return {
    DescribeComplianceByConfigRule: operation(
      z.object({
        ConfigRuleNames: z.array(ruleName).max(25).optional(),
        ComplianceTypes: types,
        NextToken: nextToken,
      }),
      ({ ConfigRuleNames, ComplianceTypes, NextToken }, call) => {
        const all = rules
          .named(ConfigRuleNames, call)
          .map((rule) => ({
            ConfigRuleName: rule.name,
            Compliance: summaryOf(rule.evaluatedIn(call.region)),
          }))
          .filter(({ Compliance }) => isAmong(ComplianceTypes, Compliance.ComplianceType));
        const { items, next } = pageOf(all, {
          token: NextToken,
          limit: maxPageRules,
          listing: JSON.stringify(['compliance', placeOf(call), ConfigRuleNames, ComplianceTypes]),
          refuse: tokenInvalid,
        });
        return { ComplianceByConfigRules: items, NextToken: next };
      },
    ),

    GetComplianceDetailsByConfigRule: operation(
      z.object({
        ConfigRuleName: ruleName,
        ComplianceTypes: types,
        Limit: limit(100, 10),
        NextToken: nextToken,
      }),
      ({ ConfigRuleName, ComplianceTypes, Limit, NextToken }, call) => {
        const evaluated = rules
          .named([ConfigRuleName], call)
          .flatMap((rule) => rule.evaluatedIn(call.region))
          .filter(({ evaluation }) => isAmong(ComplianceTypes, evaluation.compliance));
        const { items, next } = pageOf(evaluated, {
          token: NextToken,
          limit: Limit,
          listing: JSON.stringify(['details', placeOf(call), ConfigRuleName, ComplianceTypes]),
          refuse: tokenInvalid,
        });
        return { EvaluationResults: items.map(resultOf), NextToken: next };
      },
    ),

    DescribeAggregateComplianceByConfigRules: operation(
      z.object({
        ConfigurationAggregatorName: aggregatorName,
        Filters: z
          .object({
            ConfigRuleName: ruleName.optional(),
            ComplianceType: compliance.optional(),
            AccountId: accountId.optional(),
            AwsRegion: awsRegion.optional(),
          })
          .default({}),
        Limit: limit(1000),
        NextToken: nextToken,
      }),
      ({ ConfigurationAggregatorName, Filters, Limit, NextToken }, call) => {
        aggregatedView(world, faults, ConfigurationAggregatorName, call);
        const accounts = world.accounts.filter(({ id }) => (Filters.AccountId ?? id) === id);
        const regions = world.regions.filter((region) => (Filters.AwsRegion ?? region) === region);
        const all = accounts.flatMap(({ id }) =>
          regions.flatMap((region) => {
            if (faults.isDenied(id, region)) return [];
            return [...rules.of(id, region).values()].flatMap((rule) => {
              if ((Filters.ConfigRuleName ?? rule.name) !== rule.name) return [];
              const evaluated = rule.evaluatedIn(region);
              // The aggregator lists only rules that have a result.
              if (evaluated.length === 0) return [];
              const Compliance = summaryOf(evaluated);
              if ((Filters.ComplianceType ?? Compliance.ComplianceType) !== Compliance.ComplianceType)
                return [];
              return [{ ConfigRuleName: rule.name, Compliance, AccountId: id, AwsRegion: region }];
            });
          }),
        );
        const { items, next } = pageOf(all, {
          token: NextToken,
          limit: Limit,
          listing: JSON.stringify(['aggregate compliance', Filters]),
          sometimesEmpty: true,
          refuse: tokenInvalid,
        });
        return { AggregateComplianceByConfigRules: items, NextToken: next };
      },
    ),

    GetAggregateComplianceDetailsByConfigRule: operation(
      z.object({
        ConfigurationAggregatorName: aggregatorName,
        ConfigRuleName: ruleName,
        AccountId: accountId,
        AwsRegion: awsRegion,
        ComplianceType: z.enum(['COMPLIANT', 'NON_COMPLIANT']).optional(),
        Limit: limit(100, 50),
        NextToken: nextToken,
      }),
      (input, call) => {
        const { AccountId, AwsRegion, ConfigRuleName, ComplianceType } = input;
        aggregatedView(world, faults, input.ConfigurationAggregatorName, call);
        const rule = faults.isDenied(AccountId, AwsRegion)
          ? undefined
          : rules.of(AccountId, AwsRegion).get(ConfigRuleName);
        const evaluated = (rule?.evaluatedIn(AwsRegion) ?? []).filter(
          ({ evaluation }) => (ComplianceType ?? evaluation.compliance) === evaluation.compliance,
        );
        const { items, next } = pageOf(evaluated, {
          token: input.NextToken,
          limit: input.Limit,
          listing: JSON.stringify([
            'aggregate details',
            AccountId,
            AwsRegion,
            ConfigRuleName,
            ComplianceType,
          ]),
          sometimesEmpty: true,
          refuse: tokenInvalid,
        });
        return {
          AggregateEvaluationResults: items.map((each) => ({ ...resultOf(each), AccountId, AwsRegion })),
          NextToken: next,
        };
      },
    ),
  };
}

function isAmong(wanted: readonly string[] | undefined, found: string): boolean {
  return !wanted?.length || wanted.includes(found);
}

function summaryOf(evaluated: readonly Evaluated[]) {
  if (evaluated.length === 0) return { ComplianceType: 'INSUFFICIENT_DATA' };
  const ComplianceType = complianceOf(evaluated.map(({ evaluation }) => evaluation));
  const count = evaluated.filter(({ evaluation }) => evaluation.compliance === ComplianceType).length;
  return {
    ComplianceType,
    ComplianceContributorCount: {
      CappedCount: Math.min(count, maxContributors),
      CapExceeded: count > maxContributors,
    },
  };
}

function resultOf({ resource, evaluation }: Evaluated) {
  const since = epochSeconds(evaluation.since);
  return {
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: {
        ConfigRuleName: evaluation.ruleName,
        ResourceType: resource.type,
        ResourceId: resource.id,
        EvaluationMode: 'DETECTIVE',
      },
      OrderingTimestamp: since,
    },
    ComplianceType: evaluation.compliance,
    ResultRecordedTime: since,
    ConfigRuleInvokedTime: since,
    ...(evaluation.compliance === 'NON_COMPLIANT' && {
      Annotation: `${resource.id} does not comply with ${evaluation.ruleName}.`,
    }),
  };
}
