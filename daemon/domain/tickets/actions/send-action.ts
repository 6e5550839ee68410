import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '../../../base/text.ts';
import { noteOf } from '../../problems/note.ts';
import { Problem } from '../../problems/problem.ts';
import type { StatusNames, TicketRecord, TicketSource, TicketStatus } from '../ticket.ts';
import type { TicketAction } from './action.ts';
import type { WriteComment } from './action-comment.ts';
import { conflictCodes } from './action-outcomes.ts';
import { reviewWithdrawn } from './action-problems.ts';
import { foundTicket } from './found-ticket.ts';
import { handOver } from './hand-over.ts';
import { withPerson } from './last-move.ts';
import type { ActionOutbox, FoundTicket, QueuedAction } from './outbox.ts';

export interface SenderInput {
  readonly outbox: ActionOutbox;
  /** @throws Problem if the user is not signed in. The action is kept anyway. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  readonly writeComment: WriteComment;
  /** Language of comments in the configuration. Absent: the site decides. */
  readonly language?: () => Locale | undefined;
  /**
   * Called when an action starts. Returns a function that stores its ticket. If the settings change during the
   * action, the tickets of one site must not be stored under another.
   */
  readonly keeper: () => (record: TicketRecord) => void;
  /**
   * A board shows that a status is a review although its name does not say so. From now on it counts as a
   * review.
   */
  readonly onReviewStatus?: (status: TicketStatus) => void;
}

export type ActionSender = ReturnType<typeof createSender>;

/** Sends single actions of the outbox, and keeps the result of each attempt there. */
export function createSender({
  outbox,
  source,
  names,
  writeComment,
  language = () => undefined,
  keeper,
  onReviewStatus = () => {},
}: SenderInput) {
  /** A conflict stays a conflict until the user or the ticket resolves it. */
  function note(action: QueuedAction, problem: Problem, found?: FoundTicket): void {
    const line = noteOf(problem);
    const state = conflictCodes.has(problem.code) ? 'conflict' : 'waiting';
    if (action.state === 'conflict' && state === 'waiting') return;
    if (action.state === state && isDeepStrictEqual(action.note, line)) return;
    if (state === 'conflict') outbox.conflict(action.id, line, problem.code, found);
    else outbox.postpone(action.id, line, problem.code);
  }

  return {
    /** Keeps with an action why it waits, or its conflict. */
    note,
    /**
     * @param isFirst Whether the user waits for this first attempt and learns that the ticket does not exist.
     * In later attempts the action stays.
     * @returns `undefined` for a conflict that the user still has to resolve.
     * @throws Problem that prevents the action. The outbox already contains it, too.
     */
    async send(
      { id, ticket }: TicketAction,
      signal: AbortSignal,
      isFirst: boolean,
    ): Promise<TicketRecord | undefined> {
      const action = outbox.find(id);
      if (action === undefined) throw reviewWithdrawn(ticket);
      const keep = keeper();
      let lastRead: TicketRecord | undefined;
      let jira: TicketSource | undefined;
      try {
        jira = source();
        const record = await handOver(action, {
          jira,
          names: names(),
          writeComment,
          language: language(),
          resumed: !isFirst,
          isQueued: () => outbox.find(id) !== undefined,
          record: (progress) => outbox.record(id, progress),
          onRead(read) {
            lastRead = read;
            keep(read);
          },
          onReviewStatus,
          signal,
        });
        if (record) outbox.confirm(id, record);
        return record;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const neverWas = isFirst && !lastRead && action.step === 'queued' && error.code === 'ticket-unknown';
        if (neverWas || error.code === 'due-invalid') outbox.settle(id);
        else if (!conflictCodes.has(error.code)) note(action, error);
        else {
          const found = lastRead && jira && (await foundTicket(action, lastRead, jira, signal));
          const named = withPerson(error, found?.edited ? found.edited.lastChange : found?.lastMove);
          note(action, named, found);
          throw named;
        }
        throw error;
      }
    },
  };
}
