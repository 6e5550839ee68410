import { l10n } from 'vscode';
import { joinSentences } from '#protocol/sentences.ts';
import type { TicketDetailsView } from '#protocol/ticket-details.ts';
import type { ShownComment, TicketText, TimedText } from '../../../webview/finding/protocol.ts';
import { numberOf } from '../../tools/numbers.ts';
import { agoOf } from '../../tools/relative-time.ts';
import type { Answer } from './page-answer.ts';

const maxComments = 20;

/** Returns the section of a ticket's text and comments, or what is known of it. */
export function ticketTextOf(
  { value, problem, isAwaited }: Answer<TicketDetailsView>,
  now: Date,
): TicketText {
  const comments = value?.comments.slice(0, maxComments) ?? [];
  const left = (value?.commentCount ?? 0) - comments.length;
  const notes = [
    !value && isAwaited && l10n.t('Reading the ticket from Jira …'),
    problem !== undefined && l10n.t('The ticket was not read from Jira: {0}', problem),
    left === 1 && l10n.t('1 older comment is in Jira.'),
    left > 1 && l10n.t('{0} older comments are in Jira.', numberOf(left)),
  ].filter((text) => typeof text === 'string');
  const reported = value && reportedBy(value, now);
  return {
    title: l10n.t('Text of the Ticket'),
    ...(reported && { reported }),
    blocks: value?.blocks ?? [],
    commentsTitle: l10n.t('Comments'),
    comments: comments.map(
      ({ by, at, blocks }): ShownComment => ({
        by: by ?? l10n.t('Unknown person'),
        at,
        ago: at === '' ? '' : agoOf(at, now),
        blocks,
      }),
    ),
    ...(notes.length > 0 && { note: joinSentences(notes) }),
  };
}

function reportedBy({ reporter, created }: TicketDetailsView, now: Date): TimedText | undefined {
  const by = reporter && l10n.t('Reported by {0}', reporter);
  return created ? [...(by ? [`${by} · `] : []), `${agoOf(created, now)} · `, { at: created }] : by;
}
