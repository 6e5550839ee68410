import { createSharedTexts } from '../base/shared-texts.ts';
import type { Finding } from '../domain/findings/finding.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/**
 * Returns the store with the findings of the team in use in memory: a change does not read a hundred thousand of them again, and
 * a finding is the same object until it changes. Subscribes to the events, so create it before those that read findings at an event.
 */
export function withRememberedFindings(store: Store, events: SyncEvents): Store {
  let known: { team: string; accounts: ReadonlySet<string>; sorted: Finding[] } | undefined;
  const changed = new Map<string, Finding>();
  /** Until they are read again. */
  let forgotten: readonly Finding[] = [];

  events.subscribe((happened) => {
    for (const event of happened) {
      if (!known) return;
      if (event.type === 'store-rebuilt' || (event.type === 'accounts-changed' && event.team === known.team))
        forget();
      else if (event.type.startsWith('finding-') && 'finding' in event) {
        const { finding } = event;
        if (known.accounts.has(finding.account)) changed.set(finding.key, finding);
      }
    }
  });

  function forget(): void {
    forgotten = known?.sorted ?? forgotten;
    known = undefined;
    changed.clear();
  }

  function ofTeam(team: string): Finding[] {
    if (known?.team !== team) {
      changed.clear();
      const accounts = new Set(store.teams.accountsOf(team).map(({ id }) => id));
      known = { team, accounts, sorted: store.findings.ofTeam(team) };
      shareTexts(forgotten, known.sorted);
      forgotten = [];
    }
    if (changed.size > 0) {
      // In a first sync run, all of them come as changes.
      shareTexts(
        known.sorted.filter(({ key }) => changed.has(key)),
        changed.values(),
      );
      known = { ...known, sorted: withChanged(known.sorted, changed) };
      changed.clear();
    }
    return known.sorted;
  }

  return { ...store, findings: { ...store.findings, ofTeam } };
}

/** Gives findings the texts of those that they replace: links and matched tickets keep these. */
function shareTexts(before: readonly Finding[], now: Iterable<Finding>): void {
  const shared = createSharedTexts();
  for (const finding of before) shared.in(finding);
  for (const finding of now) shared.in(finding);
}

/** Returns the findings by key, those of `changed` instead of the ones before. */
function withChanged(sorted: readonly Finding[], changed: ReadonlyMap<string, Finding>): Finding[] {
  const added = new Map(changed);
  const next = sorted.map((finding) => {
    const other = changed.get(finding.key);
    if (other) added.delete(finding.key);
    return other ?? finding;
  });
  if (added.size === 0) return next;
  return [...next, ...added.values()].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
}
