import type { TicketState } from '#protocol/tickets.ts';
import { saysRejection, saysReview } from './review-words.ts';
import type { StatusNames, TicketStatus } from './ticket.ts';

/**
 * Names that sites give their statuses, English and Japanese. A name tells more than Jira's category: work that
 * is being done and work that waits for a reviewer are both `indeterminate`.
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
 * Returns the state of a ticket: the site's configured names decide first, then the usual names, then the words of a review,
 * then Jira's category (`new` and `indeterminate` → todo, `done` → done). A translated name that tells nothing gives
 * way to the name before translation. Case, full width and spacing do not matter.
 */
export function stateOf(status: TicketStatus, names: StatusNames): TicketState {
  const known = namesOf(status);
  return (
    firstOf(known, (name) => stateNamed(name, names)) ??
    firstOf(known, (name) => stateNamed(name, usualNames) ?? stateWorded(name, status)) ??
    (status.category === 'done' ? 'done' : 'todo')
  );
}

/** Whether the site's configuration gives this status name to `state`. */
export function isConfiguredName(name: string, state: TicketState, names: StatusNames): boolean {
  return stateNamed(foldedName(name), { [state]: names[state] ?? [] }) !== undefined;
}

/** As `isConfiguredName`, under either name of the status. */
export function isConfigured(status: TicketStatus, state: TicketState, names: StatusNames): boolean {
  return namesOf(status).some((name) => isConfiguredName(name, state, names));
}

/** Whether the configuration or common use gives one of the status's names to a state. */
export function isNamed(status: TicketStatus, names: StatusNames): boolean {
  return namesOf(status).some(
    (name) => stateNamed(name, names) !== undefined || stateNamed(name, usualNames) !== undefined,
  );
}

/** Whether the name of a status or of a column says that it is a review. */
export function isReviewName(name: string): boolean {
  return stateOf({ id: '', name, category: 'undefined' }, {}) === 'review';
}

/** Whether a move's name says that it refuses something. */
export function isRejectingName(name: string): boolean {
  return saysRejection(foldedName(name));
}

/** Names are equal if this form of them is. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Folded, the shown one first. */
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
