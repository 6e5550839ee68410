import { type Locale, localeOf, locales } from '../../../base/text.ts';
import { Problem } from '../../problems/problem.ts';
import type { CommentBlock, ReviewComment, TicketSource, TicketStatus } from '../ticket.ts';
import type { TicketAction } from './action.ts';

/** The parts of a comment around the person's reason. */
export interface CommentTexts {
  /** The first line. */
  readonly title: string;
  /** Paragraphs of the evidence, after the reason. */
  readonly facts: readonly string[];
}

/** Returns the texts of an action's comment in every language. */
export type WriteComment = (action: TicketAction) => Readonly<Record<Locale, CommentTexts>>;

/** Hiragana and katakana. */
const kana = /[\u3040-\u30ff]/;

/**
 * Returns the comment of an action in a language. It also contains the other languages, so that a comment in
 * one of them is recognised.
 */
export function commentOf(action: TicketAction, write: WriteComment, locale: Locale): ReviewComment {
  const { id, reason } = action;
  const texts = write(action);
  const others = locales.filter((each) => each !== locale).map((each) => texts[each]);
  // A comment that was sent with the move, before the person chose the comment alone, is the same comment.
  const { commentOnly, ...withMove } = action;
  const earlier = commentOnly ? Object.values(write(withMove)) : [];
  const code = action.kind === 'review' ? action.evidence?.patch?.text : undefined;
  const patch: CommentBlock[] = code === undefined ? [] : [{ code }];
  const paragraphsOf = ({ title, facts }: CommentTexts): CommentBlock[] => [
    title,
    ...(reason === '' ? [] : reason.split(/\n{2,}/)),
    ...patch,
    ...facts,
  ];
  return {
    id,
    paragraphs: paragraphsOf(texts[locale]),
    translations: [...others, ...earlier].map(paragraphsOf),
  };
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
  return (await accountLanguage(source, signal)) ?? (kana.test(status.name) ? 'ja' : 'en');
}

/** Resolves to the language of the signed-in account; `undefined` if Jira does not report it now. */
export async function accountLanguage(
  source: Pick<TicketSource, 'readLanguage'>,
  signal: AbortSignal,
): Promise<Locale | undefined> {
  try {
    const tag = await source.readLanguage(signal);
    return tag === undefined ? undefined : localeOf(tag);
  } catch (error) {
    // A text in another language is better than no text.
    if (!(error instanceof Problem)) throw error;
    return undefined;
  }
}
