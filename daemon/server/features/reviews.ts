import { z } from 'zod';
import { reviewTicket, withdrawReview } from '#protocol/messages.ts';
import { outcomes } from '#protocol/tickets.ts';
import { Problem } from '../../base/problem.ts';
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

  const shape = z.object({ ticket: z.string(), outcome: z.enum(outcomes), reason: z.string() });
  dispatch.request(reviewTicket, shape, async (params, signal) => {
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
