import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import type { TicketSelection } from '../../../../../daemon/domain/tickets/selection.ts';
import type { TicketRecord, TicketSource } from '../../../../../daemon/domain/tickets/ticket.ts';
import type { ClientOptions } from '../../../../../daemon/integrations/jira/client.ts';
import { connectJiraCloud } from '../../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Answer, type Received, startFakeSite } from '../fake-site.ts';

export const email = 'mika@example.com';
export const token = 'ATATT-very-secret-token';
/** Never aborted. */
export const { signal } = new AbortController();
/** Jira's answer for something that does not exist. */
export const notFound: Answer = { status: 404, body: { errorMessages: ['It does not exist.'], errors: {} } };

/** Starts a site with these answers and connects to it. `calls` and `waits` record operations and delays in ms. */
export async function setUp(
  answer: (request: Received) => Answer | undefined,
  options: ClientOptions & { selection?: TicketSelection } = {},
) {
  const site = await startFakeSite(answer);
  const calls: string[] = [];
  const waits: number[] = [];
  const { selection = {}, ...client } = options;
  const source = connectJiraCloud(
    { site: site.site, email, token, selection },
    (operation) => calls.push(operation),
    { onSchemaMismatch: 'throw', wait: async (ms) => void waits.push(ms), ...client },
  );
  return { ...site, source, calls, waits };
}

/** Reads all pages of tickets. */
export async function readAll(source: TicketSource): Promise<TicketRecord[]> {
  const tickets: TicketRecord[] = [];
  for await (const page of source.readTickets(signal)) tickets.push(...page.tickets);
  return tickets;
}

/** Resolves to the Problem that the work rejects with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`expected a Problem, got ${error}`);
}
