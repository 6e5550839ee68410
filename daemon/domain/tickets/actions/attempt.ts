import type { Locale } from '../../../base/text.ts';
import type { ReviewComment, StatusNames, TicketRecord, TicketSource, TicketStatus } from '../ticket.ts';
import { commentOf, readCommentLanguage, type WriteComment } from './action-comment.ts';
import type { ActionProgress, ActionStep, QueuedAction, QueuedMove, SentEdit, SentMove } from './outbox.ts';

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
export interface Attempt<Action extends QueuedAction = QueuedAction> {
  readonly action: Action;
  readonly options: HandOver;
  readonly step: ActionStep;
  readonly move: SentMove | undefined;
  readonly edit: SentEdit | undefined;
  /** Records a step. Without `move`, no move was sent. */
  advance(step: ActionStep, move?: SentMove): void;
  /** Records that an edit is sent. */
  sendingEdit(edit: SentEdit): void;
  /** Reads the ticket as Jira has it now. */
  read(): Promise<TicketRecord>;
  /** Resolves to the action's comment in the language of the site. */
  writeComment(ticket: TicketRecord): Promise<ReviewComment>;
}

export type MoveAttempt = Attempt<QueuedMove>;

export function beginAttempt<Action extends QueuedAction>(
  action: Action,
  options: HandOver,
): Attempt<Action> {
  const { jira, record, signal } = options;
  let step: ActionStep = action.step;
  let move: SentMove | undefined = action.move;
  let edit: SentEdit | undefined = action.edit;
  return {
    action,
    options,
    get step() {
      return step;
    },
    get move() {
      return move;
    },
    get edit() {
      return edit;
    },
    sendingEdit(sent) {
      step = 'edit-sent';
      edit = sent;
      record({ step, edit });
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
    async writeComment({ status }) {
      const language = options.language ?? (await readCommentLanguage(jira, status, signal));
      return commentOf(action, options.writeComment, language);
    },
  };
}
