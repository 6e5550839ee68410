import type { TicketState } from '#protocol/tickets.ts';
import { saysRejection, saysReview } from './review-words.ts';
import type { StatusNames, TicketStatus } from './ticket.ts';

/**
 * Names that sites give their statuses, in English and Japanese. A name says more than Jira's category: work
 * that is being done and work that waits for a reviewer are both `indeterminate`.
 */
const usualNames: Readonly<Record<TicketState, readonly string[]>> = {
  todo: [
    'To Do',
    'Open',
    'Reopened',
    'Backlog',
    'Selected for Development',
    'In Progress',
    '未対応',
    '未着手',
    '未処理',
    'オープン',
    '再オープン',
    'バックログ',
    '対応中',
    '作業中',
    '進行中',
    '処理中',
    '差し戻し',
  ],
  review: [
    'In Review',
    'Under Review',
    'Review',
    'Ready for Review',
    'Waiting for Review',
    'Awaiting Review',
    'レビュー',
    'レビュー中',
    'レビュー待ち',
    'レビュー依頼',
    '確認中',
    '確認待ち',
  ],
  done: [
    'Done',
    'Closed',
    'Resolved',
    'Complete',
    'Completed',
    '完了',
    '対応済み',
    '対応完了',
    '処理済み',
    '解決済み',
    'クローズ',
    '終了',
  ],
};

const states: readonly TicketState[] = ['todo', 'review', 'done'];

/**
 * Returns the state of a ticket. The site's configured names decide first, then the usual names, then the
 * words of a review, then the columns of boards, then Jira's category (`new` and `indeterminate` → todo, `done` → done). If a translated
 * name says nothing, the name before translation counts. Case, full width and spacing do not matter.
 */
export function stateOf(status: TicketStatus, names: StatusNames): TicketState {
  const { id, name, untranslatedName = '', category } = status;
  const known = statesByNames.get(names) ?? new Map<string, TicketState>();
  statesByNames.set(names, known);
  const key = `${category}\n${id}\n${name}\n${untranslatedName}`;
  const state = known.get(key) ?? findState(status, names);
  if (known.size < maxKnownStatuses) known.set(key, state);
  return state;
}

/** A site has a few statuses for thousands of tickets, and their names are slow to compare. */
const statesByNames = new WeakMap<StatusNames, Map<string, TicketState>>();
const maxKnownStatuses = 1_000;

function findState(status: TicketStatus, names: StatusNames): TicketState {
  const known = namesOf(status);
  return (
    firstOf(known, (name) => stateNamed(name, names)) ??
    firstOf(known, (name) => stateNamed(name, usualNames) ?? stateWorded(name, status)) ??
    names.ofColumns?.get(status.id) ??
    (status.category === 'done' ? 'done' : 'todo')
  );
}

/** Returns whether the site's configuration assigns this status name to `state`. */
export function isConfiguredName(name: string, state: TicketState, names: StatusNames): boolean {
  return stateNamed(foldedName(name), { [state]: names[state] ?? [] }) !== undefined;
}

/** Like `isConfiguredName`, but tests both names of the status. */
export function isConfigured(status: TicketStatus, state: TicketState, names: StatusNames): boolean {
  return namesOf(status).some((name) => isConfiguredName(name, state, names));
}

/** Returns whether the configuration or common use assigns one of the status's names to a state. */
export function isNamed(status: TicketStatus, names: StatusNames): boolean {
  return namesOf(status).some(
    (name) => stateNamed(name, names) !== undefined || stateNamed(name, usualNames) !== undefined,
  );
}

/** Returns whether the name of a status or column says that it is a review. */
export function isReviewName(name: string): boolean {
  return stateOf({ id: '', name, category: 'undefined' }, {}) === 'review';
}

/** Returns whether a move's name says that it refuses something. */
export function isRejectingName(name: string): boolean {
  return saysRejection(foldedName(name));
}

/** Returns the form in which names are compared. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Returns the folded names, the shown one first. */
function namesOf({ name, untranslatedName }: TicketStatus): string[] {
  return [name, ...(untranslatedName === undefined ? [] : [untranslatedName])].map(foldedName);
}

function stateWorded(name: string, { category }: TicketStatus): TicketState | undefined {
  return category !== 'done' && saysReview(name) ? 'review' : undefined;
}

function stateNamed(name: string, names: StatusNames): TicketState | undefined {
  return states.find((state) => names[state]?.some((candidate) => foldedName(candidate) === name));
}

function firstOf<Item, Result>(
  items: readonly Item[],
  find: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
