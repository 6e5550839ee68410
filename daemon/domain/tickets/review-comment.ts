import type { Outcome } from '#protocol/pending-review.ts';
import { type Locale, localeOf } from '../../base/text.ts';
import { Problem } from '../problems/problem.ts';
import type { QueuedReview } from './outbox.ts';
import type { ReviewComment, TicketSource, TicketStatus } from './ticket.ts';

/** Returns the first line of a review's comment in every language. */
export type CommentTitles = (outcome: Outcome) => Readonly<Record<Locale, string>>;

/** Hiragana and katakana. */
const kana = /[\u3040-\u30ff]/;

/**
 * Returns the comment of a review in a language. It also contains the other languages, so that a comment in
 * one of them is recognised.
 */
export function commentOf(
  { id, outcome, reason }: QueuedReview,
  titles: CommentTitles,
  locale: Locale,
): ReviewComment {
  const all = titles(outcome);
  const written = (title: string) => [title, ...reason.split(/\n{2,}/)];
  const others = Object.values(all).filter((title) => title !== all[locale]);
  return { id, paragraphs: written(all[locale]), translations: others.map(written) };
}

/**
 * Resolves to the language of a site's comments: the language of the signed-in account, which is that of the
 * site unless the user changed it. If Jira does not report it, the name of the ticket's status decides.
 */
export async function readCommentLanguage(
  source: Pick<TicketSource, 'readLanguage'>,
  status: TicketStatus,
  signal: AbortSignal,
): Promise<Locale> {
  try {
    const tag = await source.readLanguage(signal);
    if (tag !== undefined) return localeOf(tag);
  } catch (error) {
    // A comment in another language is better than no comment.
    if (!(error instanceof Problem)) throw error;
  }
  return kana.test(status.name) ? 'ja' : 'en';
}
