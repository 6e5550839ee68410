import { request, returns } from './message.ts';
import type { CourseKind, Outcome } from './pending-review.ts';
import { object, text } from './schema.ts';
import type { TextBlock } from './text-blocks.ts';

/** A comment of a ticket. */
export interface TicketCommentView {
  /** Plain text, a line for each paragraph. */
  readonly text: string;
  /** The same with its form: at most 300 blocks, 32,767 characters. */
  readonly blocks: readonly TextBlock[];
  /** ISO 8601; empty if the site does not report it. */
  readonly at: string;
  readonly by?: string;
}

/** A review, or an answer to one, as Guardrail wrote it into a comment. */
export interface TicketActView {
  readonly kind: CourseKind;
  /** Of a review. */
  readonly outcome?: Outcome;
  /** Plain text, at most 2,000 characters. */
  readonly reason: string;
  /** ISO 8601; empty if the site does not report it. */
  readonly at: string;
  readonly by?: string;
}

/** A link of a ticket to another ticket or page. */
export interface TicketLinkView {
  /** On one line. */
  readonly title: string;
  /** In the site's words, such as `blocks`. */
  readonly relation?: string;
  /** The key of another ticket. */
  readonly ticket?: string;
  /** `https://…` or `http://…`. The page of another ticket is built from the configured site. */
  readonly url: string;
}

/** The content of a ticket's page. All texts are plain text that other people wrote. */
export interface TicketDetailsView {
  readonly ticket: string;
  readonly description: string;
  /** The description with its form. */
  readonly blocks: readonly TextBlock[];
  readonly reporter?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** ISO 8601. */
  readonly resolved?: string;
  /** The latest 50 at most, the newest first. */
  readonly comments: readonly TicketCommentView[];
  /** The reviews and decisions among these comments, the newest first. */
  readonly acts: readonly TicketActView[];
  /** How many comments the ticket has. */
  readonly commentCount: number;
  /** At most 100. */
  readonly links: readonly TicketLinkView[];
}

/** Reads one ticket's text, comments and links from Jira, for a page that shows the ticket. */
export const readTicketDetails = request({
  method: 'guardrail/tickets/details',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
  }),
  result: returns<TicketDetailsView>(),
});
