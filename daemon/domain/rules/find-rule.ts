import type { Severity } from '#protocol/findings.ts';
import { managedRules } from './catalogue/index.ts';
import type { ManagedRule } from './managed-rule.ts';

const byIdentifier = new Map(managedRules.map((rule) => [rule.identifier, rule]));

/** Returns the catalogue's record of a managed rule. */
export function managedRule(identifier: string | undefined): ManagedRule | undefined {
  return identifier === undefined ? undefined : byIdentifier.get(identifier);
}

/** Returns a rule's severity; `medium` for rules outside the catalogue. */
export function severityOf(identifier: string | undefined): Severity {
  return managedRule(identifier)?.severity ?? 'medium';
}
