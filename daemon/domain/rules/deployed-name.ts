import { managedRules } from './catalogue/index.ts';

const byName = new Map(
  managedRules.flatMap(({ identifier, names = [] }) =>
    [kebab(identifier), ...names].map((name) => [name, identifier] as const),
  ),
);
const maxWords = Math.max(...[...byName.keys()].map((name) => name.split('-').length));

/**
 * Returns the managed rule that a deployed name means, from the name alone: the longest known name that it
 * contains as whole words. Text that a site, an organization rule or a conformance pack adds before and after
 * it does not matter. Returns `undefined` if it contains no known name, or two equally long ones.
 */
export function identifierOf(deployedName: string): string | undefined {
  const words = plainName(deployedName).split('-');
  for (let length = Math.min(maxWords, words.length); length > 0; length--) {
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
 * Returns a deployed name in lower case, without the parts that AWS itself adds when it deploys a rule:
 * `OrgConfigRule-…-1a2b3c4d` of organization rules, `…-conformance-pack-1a2b3c4d5` of packs, `securityhub-…-1a2b3c` of
 * Security Hub (5 to 8 characters).
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

/** Returns the name that AWS's console proposes for a managed rule. */
export function proposedName({
  identifier,
  names,
}: {
  identifier: string;
  names?: readonly string[];
}): string {
  return names?.[0] ?? kebab(identifier);
}

/** Returns a name in lower case with hyphens: `S3_BUCKET_LOGGING_ENABLED` → `s3-bucket-logging-enabled`. */
export function kebab(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
