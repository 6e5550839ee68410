import type { Locale } from '../../../base/text.ts';
import type { ReviewComment, StatusNames, TicketRecord, TicketSource, TicketStatus } from '../ticket.ts';
import { commentOf, readCommentLanguage, type WriteComment } from './action-comment.ts';
import type { ActionProgress, ActionStep, QueuedAction, SentMove } from './outbox.ts';
import { type Standing, standingOf } from './standing.ts';

export interface HandOver {
  readonly jira: TicketSource;
  readonly names: StatusNames;
  readonly writeComment: WriteComment;
  /** Language of comments in the configuration. */
  readonly language?: Locale | undefined;
  /** Whether an earlier attempt may have sent something. */
  readonly resumed: boolean;
  /** Returns whether the action is neither withdrawn nor replaced. */
  isQueued(): boolean;
  /** Writes the step to disk. Called before each request that changes something. */
  record(progress: ActionProgress): void;
  /** Receives the ticket after each read. */
  onRead(ticket: TicketRecord): void;
  /** Receives a status that is in a review column although its name does not say that it is a review. */
  onReviewStatus(status: TicketStatus): void;
  readonly signal: AbortSignal;
}

/** One attempt to hand an action over: how far it came, and what each of its parts needs. */
export interface Attempt {
  readonly action: QueuedAction;
  readonly options: HandOver;
  readonly step: ActionStep;
  readonly move: SentMove | undefined;
  /** Records a step. Without `move`, no move was sent. */
  advance(step: ActionStep, move?: SentMove): void;
  /** Reads the ticket as Jira has it now. */
  read(): Promise<TicketRecord>;
  /** Returns where the ticket stands on the action's course. */
  standing(ticket: TicketRecord): Standing;
  /** Resolves to the action's comment in the language of the site. */
  writeComment(ticket: TicketRecord): Promise<ReviewComment>;
}

export function beginAttempt(action: QueuedAction, options: HandOver): Attempt {
  const { jira, names, record, signal } = options;
  let step: ActionStep = action.step;
  let move: SentMove | undefined = action.move;
  return {
    action,
    options,
    get step() {
      return step;
    },
    get move() {
      return move;
    },
    advance(nextStep, sent) {
      step = nextStep;
      move = sent;
      record({ step, ...(move && { move }) });
    },
    async read() {
      const ticket = await jira.readTicket(action.ticket, signal);
      options.onRead(ticket);
      return ticket;
    },
    standing: (ticket) => standingOf(action, ticket, names, move),
    async writeComment({ status }) {
      const language = options.language ?? (await readCommentLanguage(jira, status, signal));
      return commentOf(action, options.writeComment, language);
    },
  };
}
