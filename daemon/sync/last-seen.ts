import type { Store } from '../store/store.ts';

/**
 * Returns when findings were last seen to fail, by key: the named finding or, without a key, all findings of the team. ISO 8601.
 */
export function lastSeenIn(
  { findings }: Pick<Store, 'findings'>,
  team: string | undefined,
  finding?: string,
): Readonly<Record<string, string>> {
  if (finding === undefined) return Object.fromEntries(team === undefined ? [] : findings.lastSeenOf(team));
  const at = findings.lastSeen(finding);
  return at === undefined ? {} : { [finding]: at };
}
