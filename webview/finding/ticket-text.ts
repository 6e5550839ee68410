import type { TextBlock } from '#protocol/text-blocks.ts';
import { element } from '../shell/element.ts';
import { momentOf, plainText, type TimedText } from './moment.ts';
import { elementsOf } from './text-blocks.ts';

/** The text of a ticket and its comments, which other people wrote. */
export interface TicketText {
  readonly title: string;
  /** Who reported it, and when. */
  readonly reported?: TimedText;
  readonly blocks: readonly TextBlock[];
  readonly commentsTitle: string;
  /** The newest first. */
  readonly comments: readonly ShownComment[];
  /** Says that it is being read, why it could not be, or how many comments are not shown. */
  readonly note?: string;
}

export interface ShownComment {
  readonly by: string;
  /** ISO 8601; empty if the site does not report it. */
  readonly at: string;
  readonly ago: string;
  readonly blocks: readonly TextBlock[];
}

/** Returns the section of a ticket's text and comments. */
export function ticketTextSection(shown: TicketText): HTMLElement {
  const { title, reported, blocks, commentsTitle, comments, note } = shown;
  return element(
    'section',
    { 'data-key': 'ticket-text', 'aria-labelledby': 'ticket-text-title' },
    element('h2', { id: 'ticket-text-title' }, title),
    reported === undefined ? undefined : element('p', { class: 'note' }, plainText(reported)),
    element('div', { class: 'prose', 'data-key': 'ticket-description' }, ...elementsOf(blocks)),
    comments.length === 0 ? undefined : element('h3', {}, commentsTitle),
    ...comments.map(commentOf),
    note === undefined ? undefined : element('p', { class: 'note', role: 'status' }, note),
  );
}

function commentOf({ by, at, ago, blocks }: ShownComment): HTMLElement {
  return element(
    'article',
    { class: 'comment' },
    element(
      'p',
      { class: 'giver' },
      element('strong', {}, by),
      at === '' ? undefined : ' · ',
      at === '' ? undefined : element('time', { datetime: at }, `${ago} · ${momentOf(at)}`),
    ),
    element('div', { class: 'prose' }, ...elementsOf(blocks)),
  );
}
