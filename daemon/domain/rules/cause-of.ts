import type { Resource, Source } from '#protocol/findings.ts';
import { threatCause } from './catalogue/threats.ts';
import type { Cause } from './cause.ts';
import { managedRule } from './find-rule.ts';

/**
 * Returns the cause of a finding in a template, or says that no template can fix it. Returns `undefined` if
 * the catalogue has no record.
 */
export function causeOf(finding: {
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly resource: Pick<Resource, 'type'>;
}): Cause | undefined {
  const { source, rule, ruleIdentifier, resource } = finding;
  if (source === 'guardduty') return threatCause(rule, resource.type);
  return managedRule(ruleIdentifier)?.cause;
}
