import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type { TicketTransition } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { offeredTransitions } from './issue.ts';

const transitionList = z.object({ transitions: offeredTransitions });

/**
 * Requests for the moves, the one that reads the most first: with their screens, and with the moves that a condition forbids, so
 * that such a move is named. A site that checks its parameters may refuse both: Data Center documents none.
 */
const forms = [
  { expand: 'transitions.fields', includeUnavailableTransitions: true },
  { expand: 'transitions.fields' },
  {},
] as const;

/** Returns a function that reads the moves that Jira has for a ticket. It remembers what the site accepts. */
export function offeredMoves({ client, api }: JiraConnection, expect: Expect) {
  const operation = 'getTransitions';
  let accepted = 0;
  return async (key: string, signal: AbortSignal): Promise<readonly TicketTransition[]> => {
    for (let at = accepted; ; at++) {
      try {
        const call = client({ operation, ticket: key, signal });
        const answer = await api.getTransitions(call, {
          issueIdOrKey: encodeURIComponent(key),
          ...forms[at],
        });
        accepted = at;
        return expect(transitionList, answer, operation).transitions;
      } catch (error) {
        const isLast = at >= forms.length - 1;
        if (isLast || !(error instanceof Problem) || error.code !== 'jira-refused') throw error;
      }
    }
  };
}
