import { type Locale, localeOf } from '../../../base/text.ts';
import { Problem } from '../../problems/problem.ts';
import type { ReviewComment, TicketSource, TicketStatus } from '../ticket.ts';
import type { TicketAction } from './action.ts';

/** Returns the first line of an action's comment in every language. */
export type CommentTitles = (action: TicketAction) => Readonly<Record<Locale, string>>;

/** Hiragana and katakana. */
const kana = /[\u3040-\u30ff]/;

/**
 * Returns the comment of an action in a language. It also contains the other languages, so that a comment in
 * one of them is recognised.
 */
export function commentOf(action: TicketAction, titles: CommentTitles, locale: Locale): ReviewComment {
  const { id, reason } = action;
  const all = titles(action);
  const written = (title: string) => [title, ...(reason === '' ? [] : reason.split(/\n{2,}/))];
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
