/** The developer's review on a finding's page: the form, and its messages. */
import { type AskedMove, type FromMove, type MoveReply, readFromMove, readReply } from './asked-move.ts';
import type { OfferedChanges } from './changes-form.ts';
import { type Draft, type ReviewTerms, readDraft, readTerms } from './draft.ts';

/** The form for the ticket as it is now. */
export interface ReviewForm {
  readonly ticket: string;
  /** Whether the ticket can be moved to review. */
  readonly open: boolean;
  /** Why the ticket cannot be moved, or the result of the last review. */
  readonly note?: string;
  /** The line above a text that can no longer be sent: what happened since it was typed. */
  readonly kept: string;
  /** The newest draft of the ticket, from the page or the extension. */
  readonly draft?: Draft;
  /** An empty form starts with this, once for each `id`. */
  readonly preset?: ReviewTerms &
    Pick<Draft, 'fields' | 'transition'> & { readonly id: string; readonly reason: string };
  readonly days: IntendedDays;
  /** Names of teams that the user may mean. */
  readonly teams: readonly string[];
  /** Absent: Jira was not asked yet, or the ticket cannot be moved. */
  readonly move?: AskedMove;
  /** Only if the user's setting offers the changes of the template for the comment. */
  readonly changes?: OfferedChanges;
  readonly texts: ReviewTexts;
}

/** Limits of the last day of an intention, in the user's time zone: `2027-01-31`. */
export interface IntendedDays {
  readonly min: string;
  readonly max: string;
  /** Offered when the user chooses the outcome. */
  readonly initial: string;
}

export interface ReviewTexts {
  readonly fixed: string;
  readonly intended: string;
  readonly notOurs: string;
  readonly lastDay: string;
  readonly lastDayHelp: string;
  readonly withoutEnd: string;
  readonly withoutEndHelp: string;
  readonly dayMissing: string;
  readonly dayOver: string;
  readonly dayTooFar: string;
  readonly team: string;
  readonly teamHelp: string;
  readonly teamMissing: string;
  readonly teamTooLong: string;
  readonly move: MoveTexts;
}

/** `{0}` stands for what a sentence names. */
export interface MoveTexts {
  readonly title: string;
  readonly loading: string;
  readonly stop: string;
  readonly stopped: string;
  readonly load: string;
  readonly tryAgain: string;
  readonly checkAgain: string;
  /** After the reason why it could not be loaded. */
  readonly sendAnyway: string;
  readonly requiredHelp: string;
  readonly transition: string;
  readonly choose: string;
  readonly chooseMissing: string;
  readonly oneStep: string;
  readonly severalSteps: string;
  readonly step: string;
  readonly more: string;
  readonly none: string;
  readonly missing: string;
  readonly number: string;
  readonly date: string;
  readonly datetime: string;
  readonly labelsHelp: string;
  readonly hasDefault: string;
  readonly moreOptions: string;
  readonly filter: string;
  readonly unsupported: string;
  readonly personHelp: string;
  readonly searching: string;
  readonly noPerson: string;
  readonly people: string;
  readonly choosePerson: string;
  readonly remove: string;
}

/** Extension → page: a review of this page's ticket was sent or refused. The editor has shown that to the user. */
export interface ReviewAnswered {
  readonly kind: 'answered';
  readonly ok: boolean;
}

/** Page → extension. */
export type FromReview =
  | FromMove
  | {
      readonly kind: 'review';
      readonly terms: ReviewTerms;
      readonly reason: string;
      readonly reply: MoveReply;
      /** The id of the changes of the template that the comment has. */
      readonly patch?: string;
    }
  /** The user wants the changes of the template in the comment: they are read again, as they are now. */
  | { readonly kind: 'readChanges' }
  /** Each edit. */
  | { readonly kind: 'draft'; readonly draft: Draft };

/** Returns a message of the form, or `undefined` if its shape is wrong. */
export function readFromReview(read: Readonly<Record<string, unknown>>): FromReview | undefined {
  if (read.kind === 'draft') {
    const draft = readDraft(read.draft);
    return draft && { kind: 'draft', draft };
  }
  if (read.kind === 'readChanges') return { kind: 'readChanges' };
  if (read.kind !== 'review') return readFromMove(read);
  const { terms, reason, reply } = read;
  if (typeof terms !== 'object' || terms === null || typeof reason !== 'string') return undefined;
  const sound = readTerms(terms as Record<string, unknown>);
  if (sound?.until === '') return undefined;
  const { patch } = read;
  const isPatch = sound?.outcome === 'fixed' && typeof patch === 'string' && /^[0-9a-f]{1,64}$/.test(patch);
  return (
    sound && { kind: 'review', terms: sound, reason, reply: readReply(reply), ...(isPatch && { patch }) }
  );
}
