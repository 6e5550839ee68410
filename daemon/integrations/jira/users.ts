import { z } from 'zod';
import { maxFoundUsers, type UserChoice } from '#protocol/moves.ts';
import { printable } from '../../base/printable.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';

const maxNameCharacters = 255;
const line = z.string().transform((text) => printable(text.slice(0, maxNameCharacters)));

const found = z.array(
  z.object({
    accountId: z.string().max(maxNameCharacters).nullish(),
    /** The name with which a user of Data Center signs in. */
    name: z.string().max(maxNameCharacters).nullish(),
    /** `app` for integrations, `customer` for customers of a service desk. Cloud only. */
    accountType: z.string().nullish(),
    active: z.boolean().nullish(),
    displayName: line.nullish(),
    emailAddress: line.nullish(),
  }),
);

/**
 * Searches the users of a site. Only the assignable users of the ticket or project are asked for if the field is the assignee, if
 * nothing was typed, or if the account may not browse all users.
 */
export function userSearch({ client, api }: JiraConnection, expect: Expect): TicketSource['searchUsers'] {
  return async (where, { field, query }, signal) => {
    const subject = 'ticket' in where ? { ticket: where.ticket } : {};
    const scope = 'ticket' in where ? { issueKey: where.ticket } : { project: where.project };
    const asked = { query, maxResults: maxFoundUsers };
    const assignable = async () => {
      const operation = 'findAssignableUsers';
      const call = client({ operation, ...subject, signal });
      return expect(found, await api.findAssignableUsers(call, { ...asked, ...scope }), operation);
    };
    const all = async () => {
      const operation = 'findUsers';
      return expect(found, await api.findUsers(client({ operation, ...subject, signal }), asked), operation);
    };
    if (field === 'assignee' || query === '') return choicesOf(await assignable());
    try {
      return choicesOf(await all());
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'jira-access-denied') throw error;
      return choicesOf(await assignable());
    }
  };
}

function choicesOf(users: z.infer<typeof found>): UserChoice[] {
  const choices = readable(users);
  const names = Map.groupBy(choices, ({ name }) => name);
  // Two users of one name are distinguished by something.
  return choices.map((choice) =>
    choice.detail === undefined && (names.get(choice.name)?.length ?? 0) > 1
      ? { ...choice, detail: choice.id }
      : choice,
  );
}

function readable(users: z.infer<typeof found>): UserChoice[] {
  return users
    .filter(({ accountType, active }) => (accountType ?? 'atlassian') === 'atlassian' && active !== false)
    .flatMap(({ accountId, name, displayName, emailAddress }) => {
      const id = accountId || name;
      if (!id) return [];
      const detail = displayName && (emailAddress || (accountId ? undefined : id));
      return [{ id, name: displayName || emailAddress || id, ...(detail && { detail }) }];
    })
    .slice(0, maxFoundUsers);
}
