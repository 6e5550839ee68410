import { z } from 'zod';
import type { Evaluation, World, WorldResource } from '../model.ts';
import type { Call, Operations } from './call.ts';
import { ruleArnOf, ruleIdOf } from './config-items.ts';
import { nextToken, operation, placeOf, ruleName, tokenInvalid } from './config-requests.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

/** The service model has no page size for rules. AWS's pages have this many. */
export const maxPageRules = 25;

export interface Evaluated {
  readonly resource: WorldResource;
  readonly evaluation: Evaluation;
}

export interface Rule {
  readonly name: string;
  readonly identifier: string;
  readonly types: ReadonlySet<string>;
  /** Returns the rule's evaluations in a region. Global resources are evaluated in each region. */
  evaluatedIn(region: string): readonly Evaluated[];
}

/** The rules of every account: the rules with evaluations in the account, in all of its regions. */
export class Rules {
  readonly #regions: readonly string[];
  readonly #byAccount: ReadonlyMap<string, ReadonlyMap<string, Rule>>;

  constructor(world: World) {
    this.#regions = world.regions;
    this.#byAccount = new Map(
      [...Map.groupBy(world.resources, ({ account }) => account)].map(([account, resources]) => {
        const evaluated = resources.flatMap((resource) =>
          resource.evaluations.map((evaluation): Evaluated => ({ resource, evaluation })),
        );
        const byName = Map.groupBy(evaluated, ({ evaluation }) => evaluation.ruleName);
        return [account, new Map([...byName].map(([name, those]) => [name, ruleOf(name, those)]))];
      }),
    );
  }

  of(account: string, region: string): ReadonlyMap<string, Rule> {
    return (this.#regions.includes(region) && this.#byAccount.get(account)) || none;
  }

  /**
   * Returns the named rules of the caller's account and region, or all.
   * @throws Refusal `NoSuchConfigRuleException` if a name is not known
   */
  named(names: readonly string[] | undefined, { identity, region }: Call): Rule[] {
    const rules = this.of(identity.account, region);
    if (!names?.length) return [...rules.values()];
    return names.map((name) => {
      const rule = rules.get(name);
      if (rule) return rule;
      throw new Refusal(
        'NoSuchConfigRuleException',
        `The ConfigRule '${name}' provided in the request is invalid. Please check the configRule name.`,
      );
    });
  }
}

const none: ReadonlyMap<string, Rule> = new Map();

function ruleOf(name: string, evaluated: readonly Evaluated[]): Rule {
  const everywhere = evaluated.filter(({ resource }) => resource.global);
  const here = Map.groupBy(
    evaluated.filter(({ resource }) => !resource.global),
    ({ resource }) => resource.region,
  );
  return {
    name,
    identifier: evaluated[0]?.evaluation.identifier ?? '',
    types: new Set(evaluated.map(({ resource }) => resource.type)),
    evaluatedIn: (region) => [...everywhere, ...(here.get(region) ?? [])],
  };
}

export function ruleOperations(rules: Rules): Operations {
  return {
    DescribeConfigRules: operation(
      z.object({ ConfigRuleNames: z.array(ruleName).max(25).optional(), NextToken: nextToken }),
      ({ ConfigRuleNames, NextToken }, call) => {
        const { items, next } = pageOf(rules.named(ConfigRuleNames, call), {
          token: NextToken,
          limit: maxPageRules,
          listing: `rules ${placeOf(call)} ${ConfigRuleNames}`,
          refuse: tokenInvalid,
        });
        return { ConfigRules: items.map((rule) => ruleOutput(rule, call)), NextToken: next };
      },
    ),
  };
}

function ruleOutput({ name, identifier, types }: Rule, { identity: { account }, region }: Call) {
  return {
    ConfigRuleName: name,
    ConfigRuleArn: ruleArnOf(account, region, name),
    ConfigRuleId: ruleIdOf(account, region, name),
    Description: `Checks the resources of the sandbox as ${identifier} does.`,
    Scope: { ComplianceResourceTypes: [...types] },
    Source: { Owner: 'AWS', SourceIdentifier: identifier },
    InputParameters: '{}',
    ConfigRuleState: 'ACTIVE',
    CreatedBy: creatorOf(name),
    EvaluationModes: [{ Mode: 'DETECTIVE' }],
  };
}

function creatorOf(name: string): string | undefined {
  if (name.startsWith('OrgConfigRule-')) return 'config-multiaccountsetup.amazonaws.com';
  return /-conformance-pack-/.test(name) ? 'config-conforms.amazonaws.com' : undefined;
}
