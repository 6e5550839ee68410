import { listReviews, reviewTicket, withdrawReview } from '#protocol/reviews.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { Problem } from '../../domain/problems/problem.ts';
import { isTicketKey } from '../../domain/tickets/review-params.ts';
import type { Core } from '../core.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { sayNote } from '../texts/say.ts';
import { ticketView, type Viewer } from '../views/findings.ts';
import { keptReviews } from '../views/reviews.ts';

/** "I checked this": over to the reviewer. */
export function answerReviews(dispatch: Dispatch, core: Core, view: SessionView): void {
  const listed = (key: string): TicketView | undefined => {
    const snapshot = core.snapshot();
    const ticket = snapshot.tickets.find((candidate) => candidate.key === key);
    return ticket && ticketView(ticket, snapshot, view.viewer());
  };

  dispatch.request(reviewTicket, async ({ url, ...params }, signal) => {
    if (url !== undefined && url !== core.urlOf(params.ticket)) throw ticketElsewhere(params.ticket);
    // A wrong key is not kept for when Jira is back.
    if (core.snapshot().ticketsRead && isTicketKey(params.ticket) && !listed(params.ticket))
      throw ticketNotRead(params.ticket);
    const { result, record, note } = await core.reviews.submit(params, signal);
    const snapshot = core.snapshot();
    return {
      result,
      ticket: record
        ? ticketView(record, snapshot, view.viewer())
        : (listed(params.ticket) ?? unreadTicket(params.ticket, view.viewer())),
      ...(note && { note: sayNote(note, view.locale()) }),
    };
  });
  dispatch.request(withdrawReview, ({ ticket, review }) => {
    if (review === undefined) core.reviews.withdraw(ticket);
    else core.reviews.withdrawOne(review);
    const left = listed(ticket);
    return left ? { ticket: left } : {};
  });
  dispatch.request(listReviews, () => ({
    reviews: keptReviews(core.snapshot(), view.viewer()),
  }));
}

/** The review is kept although no ticket was read yet: only the key is known. */
function unreadTicket(key: string, { urlOf }: Viewer): TicketView {
  return { key, url: urlOf(key), summary: '', status: '', state: 'todo' };
}

function ticketElsewhere(key: string): Problem {
  return new Problem(
    'ticket-elsewhere',
    {
      en: `Guardrail reads another Jira site by now than the one whose ${key} you saw.`,
      ja: `Guardrail の接続先の Jira サイトが、表示していた ${key} のサイトから変わりました。`,
    },
    {
      en: 'Check the setting "guardrail.jira.site" of your windows, then refresh.',
      ja: '各ウィンドウの設定「guardrail.jira.site」を確認し、更新してください。',
    },
  );
}

function ticketNotRead(key: string): Problem {
  return new Problem(
    'ticket-not-read',
    { en: `${key} is not among the team's tickets.`, ja: `${key} はチームのチケットにありません。` },
    {
      en: 'Run "guardrail sync" and check the key.',
      ja: '"guardrail sync" を実行し、キーを確認してください。',
    },
  );
}
