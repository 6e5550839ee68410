import { judgeMatch } from '#protocol/tickets.ts';
import { problem } from '../../domain/problems/problem.ts';
import { type TicketVerdict, ticketIdentity } from '../../domain/tickets/matching/ticket-verdict.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { ticketView } from '../views/findings.ts';

/** The verdicts of the site in use. The daemon matches again after each change. */
export interface TicketVerdicts {
  /** @param ticket `ticketIdentity` of the ticket. */
  of(ticket: string): readonly TicketVerdict[];
  remember(verdict: TicketVerdict): void;
  forget(ticket: string, finding: string): void;
}

export interface TicketVerdictsInput {
  readonly verdicts: TicketVerdicts;
  readonly view: SessionView;
}

/** "It tracks this finding" and "it does not": a person decides about a probable match once. */
export function answerTicketVerdicts(dispatch: Dispatch, { verdicts, view }: TicketVerdictsInput): void {
  dispatch.request(judgeMatch, ({ ticket: key, finding: given, verdict }) => {
    const before = view.snapshot();
    const ticket = before.tickets.find((candidate) => candidate.key === key);
    if (!ticket) throw problem('ticket-not-read', { ticket: key });
    const identity = ticketIdentity(ticket);
    const finding = given ?? onlyFinding(key, verdict === 'forget' ? verdicts.of(identity) : []);
    if (!before.findings.some((known) => known.key === finding))
      throw problem('finding-unknown', { finding });
    const { match } = before.findingOf.get(key) ?? before.matches.several.get(key) ?? {};
    if (match === 'label' || match === 'link') throw problem('match-certain', { ticket: key });
    if (verdict === 'forget') verdicts.forget(identity, finding);
    else verdicts.remember({ ticket: identity, finding, verdict, at: new Date().toISOString() });
    return { ticket: ticketView(ticket, view.snapshot(), view.viewer()), finding };
  });
}

/** @throws Problem `match-of-several` if there is no verdict or more than one. */
function onlyFinding(ticket: string, verdicts: readonly TicketVerdict[]): string {
  const [only, ...others] = verdicts;
  if (!only || others.length > 0)
    throw problem('match-of-several', { ticket, findings: verdicts.map(({ finding }) => finding) });
  return only.finding;
}
