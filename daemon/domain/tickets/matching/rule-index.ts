import { managedRules } from '../../rules/catalogue/index.ts';
import { securityHubControls } from '../../rules/controls/security-hub-controls.ts';
import { type NamedRule, ruleNames } from './rule-names.ts';

/** Names of rules in lower case → the identifier, or the deployed name of a rule without one. */
export type RuleNames = ReadonlyMap<string, string>;

/** The rules of the findings, of the catalogue and of Security Hub's controls, by every name that a text can have for them. */
export interface RuleIndex {
  add(rule: NamedRule): void;
  remove(rule: NamedRule): void;
  /** Returns the names. The same map while no other rules are there. */
  names(): RuleNames;
}

const catalogueIdentifiers = [
  ...managedRules.map(({ identifier }) => identifier),
  ...securityHubControls.flatMap(([, , identifier]) => identifier ?? []),
];

/** Opens the index without findings. Their rules are few: it counts the findings of each. */
export function createRuleIndex(): RuleIndex {
  const counts = new Map<string, { rule: NamedRule; count: number }>();
  let names: RuleNames | undefined;
  const idOf = ({ rule, ruleIdentifier = '' }: NamedRule) => `${rule}\n${ruleIdentifier}`;
  return {
    add(rule) {
      const counted = counts.get(idOf(rule));
      if (counted) counted.count++;
      else {
        const { ruleIdentifier } = rule;
        const own = { rule: rule.rule, ...(ruleIdentifier !== undefined && { ruleIdentifier }) };
        counts.set(idOf(rule), { rule: own, count: 1 });
        names = undefined;
      }
    },
    remove(rule) {
      const counted = counts.get(idOf(rule));
      if (!counted || --counted.count > 0) return;
      counts.delete(idOf(rule));
      names = undefined;
    },
    names() {
      names ??= namesOf([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { rule }]) => rule));
      return names;
    },
  };
}

/** @param deployed Of two rules with the same name, the last one counts. */
function namesOf(deployed: readonly NamedRule[]): RuleNames {
  const byName = new Map<string, string>();
  const add = (rule: NamedRule) => {
    for (const name of ruleNames(rule)) byName.set(name, rule.ruleIdentifier ?? rule.rule);
  };
  for (const identifier of new Set(catalogueIdentifiers))
    add({ rule: identifier, ruleIdentifier: identifier });
  for (const rule of deployed) add(rule);
  return byName;
}

/** Returns the names that only one of the two has, or that mean different rules. */
export function changedNames(before: RuleNames, after: RuleNames): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
}
