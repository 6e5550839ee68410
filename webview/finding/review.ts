/** The developer's review on a finding's page: the form, and its messages. */
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
  readonly preset?: ReviewTerms & { readonly id: string; readonly reason: string };
  readonly days: IntendedDays;
  /** Names of teams that the user may mean. */
  readonly teams: readonly string[];
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
}

/** Extension → page: a review of this page's ticket was sent or refused. The editor has shown that to the user. */
export interface ReviewAnswered {
  readonly kind: 'answered';
  readonly ok: boolean;
}

/** Page → extension. */
export type FromReview =
  | { readonly kind: 'review'; readonly terms: ReviewTerms; readonly reason: string }
  /** Each edit. */
  | { readonly kind: 'draft'; readonly draft: Draft };

/** Returns a message of the form, or `undefined` if its shape is wrong. */
export function readFromReview(read: Readonly<Record<string, unknown>>): FromReview | undefined {
  if (read.kind === 'draft') {
    const draft = readDraft(read.draft);
    return draft && { kind: 'draft', draft };
  }
  const { terms, reason } = read;
  if (typeof terms !== 'object' || terms === null || typeof reason !== 'string') return undefined;
  const sound = readTerms(terms as Record<string, unknown>);
  return sound && { kind: 'review', terms: sound, reason };
}
