import { kebab, plainName, proposedName } from '../../rules/deployed-name.ts';
import { managedRule } from '../../rules/find-rule.ts';
import type { Mentions } from './mentions.ts';

/** The parts of a finding that name its rule. */
export interface NamedRule {
  readonly rule: string;
  readonly ruleIdentifier?: string;
}

/** A name with a part that AWS adds when it deploys a rule. Each deployment has its own suffix. */
const decorated = /^orgconfigrule-|^securityhub-|-conformance-pack-/;

/** Returns the names under which a text can name a rule, in lower case. */
export function ruleNames({ rule, ruleIdentifier }: NamedRule): string[] {
  const names = new Set([rule.toLowerCase(), plainName(rule)]);
  if (ruleIdentifier !== undefined) {
    names.add(ruleIdentifier.toLowerCase()).add(kebab(ruleIdentifier));
    const record = managedRule(ruleIdentifier);
    if (record) names.add(proposedName(record));
  }
  return [...names].filter((name) => name !== '');
}

/** Returns the plain names of the deployed rules among the words, in lower case. */
export function undecoratedNames(words: Mentions['words']): Set<string> {
  const names = new Set<string>();
  for (const word of words) {
    const lowered = word.toLowerCase();
    if (decorated.test(lowered)) names.add(plainName(lowered));
  }
  return names;
}
