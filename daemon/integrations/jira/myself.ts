import { z } from 'zod';
import { rejectedBy } from '../../base/cancelled.ts';
import { printable } from '../../base/printable.ts';
import type { JiraUser, TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';

const operation = 'getCurrentUser';
const maxCharacters = 255;

const account = z
  .object({
    accountId: z.string().min(1).max(maxCharacters).nullish(),
    /** The user name on Data Center. */
    name: z.string().min(1).max(maxCharacters).nullish(),
    displayName: z.string().transform((name) => printable(name.slice(0, maxCharacters))),
    timeZone: z.string().max(maxCharacters).nullish().catch(undefined),
  })
  .transform(({ accountId, name, displayName, timeZone }, context): JiraUser => {
    const id = accountId ?? name;
    if (id) return { id, name: displayName, ...(timeZone && { timeZone }) };
    context.addIssue({ code: 'custom', message: 'no id' });
    return z.NEVER;
  });

/**
 * Returns a function that resolves to the signed-in account: by its account id on Cloud, by its name on Data Center. Asks
 * Jira once; after a failure, the next call asks again. A caller's signal ends only that caller's wait.
 */
export function myself({ client, api }: JiraConnection, expect: Expect): TicketSource['readMyself'] {
  let asked: Promise<JiraUser> | undefined;
  async function ask(): Promise<JiraUser> {
    const { signal } = new AbortController();
    return expect(account, await api.getCurrentUser(client({ operation, signal })), operation);
  }
  return async (signal) => {
    signal.throwIfAborted();
    asked ??= ask();
    const mine = asked;
    mine.catch(() => {
      if (asked === mine) asked = undefined;
    });
    return Promise.race([mine, rejectedBy(signal)]);
  };
}
