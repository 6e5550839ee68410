import { z } from 'zod';
import { reviewTicket, withdrawReview } from '#protocol/messages.ts';
import { outcomes } from '#protocol/tickets.ts';
import { Problem } from '../../base/problem.ts';
import { isTicketKey } from '../../tickets/review.ts';
import type { Core } from '../core.ts';
import type { Dispatch } from '../dispatch.ts';
import type { SessionView } from '../session-view.ts';
import { ticketView } from '../views.ts';

/** "I checked this": over to the reviewer. */
export function answerReviews(dispatch: Dispatch, core: Core, view: SessionView): void {
  const known = (key: string) => {
    const snapshot = core.snapshot();
    const ticket = snapshot.tickets.find((candidate) => candidate.key === key);
    if (!ticket) throw ticketNotRead(key);
    return ticketView(ticket, snapshot, view.viewer());
  };

  const shape = z.object({
    ticket: z.string(),
    url: z.string().optional(),
    outcome: z.enum(outcomes),
    reason: z.string(),
  });
  dispatch.request(reviewTicket, shape, async ({ url, ...params }, signal) => {
    if (url !== undefined && url !== core.urlOf(params.ticket)) throw ticketElsewhere(params.ticket);
    // A wrong key is not kept for when Jira is back.
    if (core.snapshot().ticketsRead && isTicketKey(params.ticket)) known(params.ticket);
    const { result, record, note } = await core.reviews.submit(params, signal);
    const snapshot = core.snapshot();
    return {
      result,
      ticket: record ? ticketView(record, snapshot, view.viewer()) : known(params.ticket),
      ...(note && { note: note[view.locale()] }),
    };
  });
  dispatch.request(withdrawReview, z.object({ ticket: z.string() }), ({ ticket }) => {
    core.reviews.withdraw(ticket);
    return { ticket: known(ticket) };
  });
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
