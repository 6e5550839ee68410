import type { Resource, Severity, Source } from '#protocol/findings.ts';
import type { Cause } from './cause.ts';
import { managedCauses } from './managed-causes.ts';
import { type ManagedRule, managedRules } from './managed-rules.ts';
import { threatCause } from './threat-causes.ts';

const byIdentifier = new Map(managedRules.map((rule) => [rule.identifier, rule]));
const byName = new Map(
  managedRules.flatMap(({ identifier, names = [] }) =>
    [kebab(identifier), ...names].map((name) => [name, identifier] as const),
  ),
);
const mostWords = Math.max(...[...byName.keys()].map((name) => name.split('-').length));

export function managedRule(identifier: string | undefined): ManagedRule | undefined {
  return identifier === undefined ? undefined : byIdentifier.get(identifier);
}

/** What in a template causes or mends a finding; nothing where the catalogue does not know. */
export function causeOf(finding: {
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly resource: Pick<Resource, 'type'>;
}): Cause | undefined {
  const { source, rule, ruleIdentifier = '', resource } = finding;
  if (source === 'guardduty') return threatCause(rule, resource.type);
  return Object.hasOwn(managedCauses, ruleIdentifier) ? managedCauses[ruleIdentifier] : undefined;
}

/** Rules outside the catalogue are `medium`. */
export function severityOf(identifier: string | undefined): Severity {
  return managedRule(identifier)?.severity ?? 'medium';
}

/**
 * The managed rule that a deployed name tells, from the name alone: the longest known name that stands in it
 * as whole words, whatever a site, an organization rule or a conformance pack put before and after it.
 * Nothing where none does, or where two equally long ones do.
 */
export function identifierOf(deployedName: string): string | undefined {
  const words = plainName(deployedName).split('-');
  for (let length = Math.min(mostWords, words.length); length > 0; length--) {
    const found = new Set<string>();
    for (let start = 0; start + length <= words.length; start++) {
      const identifier = byName.get(words.slice(start, start + length).join('-'));
      if (identifier !== undefined) found.add(identifier);
    }
    if (found.size > 0) return found.size === 1 ? [...found][0] : undefined;
  }
  return undefined;
}

/**
 * A deployed name without what AWS itself adds when it deploys: `OrgConfigRule-…-1a2b3c4d` of organization
 * rules, `…-conformance-pack-1a2b3c4d5` of packs, `securityhub-…-1a2b3c` of Security Hub (5 to 8 characters). Lower
 * case.
 */
export function plainName(deployedName: string): string {
  const name = kebab(deployedName)
    .replace(/^orgconfigrule-(.+)-[a-z0-9]{8}$/, '$1')
    .replace(/-conformance-pack-[a-z0-9]{9}$/, '');
  const [, rule, suffix] = /^securityhub-(.+)-([a-z0-9]{5,8})$/.exec(name) ?? [];
  if (rule === undefined || suffix === undefined) return name;
  // `restricted-common-ports` ends with five letters of its own.
  return suffix.length === 5 && byName.has(`${rule}-${suffix}`) ? name : rule;
}

function kebab(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
