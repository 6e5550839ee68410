import type { ActionQueue } from '../../daemon/domain/tickets/actions/action-queue.ts';
import type { Random } from '../../daemon/sandbox/world/random.ts';
import type { Store } from '../../daemon/store/store.ts';
import type { Count } from './jira-troubles.ts';
import type { WatchedIssue } from './review-world.ts';

const { signal } = new AbortController();

const days = ['2098-01-31', '2099-12-24'] as const;

/** Approves, sends back, undoes, comments, assigns or changes the due date: one random act on a ticket, or two, one directly after the other. */
export function laterActs(random: Random, ticket: string): ((queue: ActionQueue) => Promise<unknown>)[] {
  const acts = [
    (queue: ActionQueue) => queue.submit({ kind: 'approve', ticket, reason: `Approved ${ticket}.` }, signal),
    (queue: ActionQueue) => queue.submit({ kind: 'send-back', ticket, reason: `Back ${ticket}.` }, signal),
    (queue: ActionQueue) => queue.undo({ ticket }, signal),
    (queue: ActionQueue) => queue.resolve({ ticket, resolution: 'comment-only' }, signal),
    (queue: ActionQueue) => queue.submit({ kind: 'comment', ticket, reason: `Note ${ticket}.` }, signal),
    (queue: ActionQueue) =>
      queue.submit({ kind: 'assign', ticket, reason: `Mine ${ticket}.`, seen: {} }, signal),
    (queue: ActionQueue) =>
      queue.submit({ kind: 'due', ticket, reason: `Later ${ticket}.`, due: random.pick(days) }, signal),
  ];
  return random.chance(0.3) ? [random.pick(acts), random.pick(acts)] : [random.pick(acts)];
}

/** Returns one sentence for each action that is not exactly once in Jira and is not shown as a conflict. */
export function verifyActs(
  issues: readonly WatchedIssue[],
  { outbox }: Pick<Store, 'outbox'>,
  acts: ReadonlyMap<string, number>,
  count: Count,
): string[] {
  const broken: string[] = [];
  const past = outbox.pastEverywhere().map((each) => each.past);
  const kept = outbox.everywhere().map(({ review }) => review);
  for (const { ticket, kind, state } of kept)
    if (state !== 'conflict') broken.push(`${ticket}: ${kind} waits although Jira answers`);
  for (const issue of issues) {
    // A service desk's comment has another property, which keeps it internal.
    const ids = issue.comments
      .flatMap(({ properties }) => properties.map(({ value }) => JSON.stringify(value)))
      .filter((value) => value.includes('"id"'));
    for (const { action } of past) {
      if (action.ticket !== issue.key) continue;
      const comments = ids.filter((value) => value.includes(action.id)).length;
      if (comments !== 1) broken.push(`${issue.key}: ${comments} comments of the confirmed ${action.kind}`);
    }
    if (new Set(ids).size !== ids.length) broken.push(`${issue.key}: a comment twice`);
    const moves = issue.history.filter((move) => move.startsWith('Guardrail')).length;
    const most = acts.get(issue.key) ?? 0;
    if (moves > most)
      broken.push(`${issue.key}: ${moves} moves by ${most} acts (${issue.history.join(', ')})`);
  }
  count('confirmed actions', past.length);
  count('undone actions', past.filter(({ undoneBy }) => undoneBy !== undefined).length);
  count('actions in conflict', kept.length);
  return broken;
}
