import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type { TicketService } from '../../domain/tickets/ticket-service.ts';
import type { JiraConnection } from './api.ts';
import { readColumns } from './boards.ts';
import { reviewComments, type WriteRichText } from './comments.ts';
import { expectFrom } from './expect.ts';
import { ticketFiler } from './filing.ts';
import { readLastChange, readLastMove } from './history.ts';
import { ticketFields, ticketOfIssue } from './issue.ts';
import { languageOfAccount } from './language.ts';
import { latestComments } from './latest-comments.ts';
import { myself } from './myself.ts';
import { offeredMoves } from './offered-moves.ts';
import { linkedPages, remoteLinksIn } from './remote-links.ts';
import { jiraFields, type ValueForms } from './screens/values.ts';
import { ticketDetails } from './ticket-details.ts';
import { userSearch } from './users.ts';

/** Jira's name of the permission to move issues. */
const movePermission = 'TRANSITION_ISSUES';
const permissionList = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});
/** A site that does not report permissions says so at the move. */
const unreported = new Set(['jira-refused', 'jira-site-unavailable', 'jira-unexpected']);

/** The members about several tickets, which each kind of deployment reads in its own way. */
type SeveralTickets = 'readTickets' | 'listTickets' | 'countTickets' | 'fetchTickets' | 'findTickets';

/**
 * The part of a `TicketSource` that is the same for every kind of deployment: everything about one ticket.
 * @param write Writes a comment in the site's rich text.
 */
export function sourceOfSingleTickets(
  connection: JiraConnection,
  write: WriteRichText,
): Omit<TicketService, SeveralTickets | 'readConnection'> {
  const { site, client, api } = connection;
  const expect = expectFrom(site);
  const readPages = linkedPages(connection);
  const comments = reviewComments({ ...connection, expect, write });
  const forms: ValueForms = {
    paragraphs: (text) => write(text.split(/\n{2,}/)),
    user: api.userValue,
  };
  return {
    async readTicket(key, signal) {
      const operation = 'getIssue';
      const call = client({ operation, ticket: key, signal });
      const issueIdOrKey = encodeURIComponent(key);
      return expect(
        ticketOfIssue,
        await api.getIssue(call, { issueIdOrKey, fields: ticketFields }),
        operation,
      );
    },
    listTransitions: offeredMoves(connection, expect),
    async move(key, transitionId, signal, { comment, fields = [] } = {}) {
      const update = comment && (await comments.asUpdate(key, comment, signal));
      await api.doTransition(client({ operation: 'doTransition', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        transition: { id: transitionId },
        ...(fields.length > 0 && { fields: jiraFields(fields, forms) }),
        ...(update && { update }),
      });
    },
    async changeLabels(key, { add, remove }, signal) {
      const labels = [...add.map((label) => ({ add: label })), ...remove.map((label) => ({ remove: label }))];
      await api.editIssue(client({ operation: 'editIssue', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        update: { labels },
      });
    },
    async assign(key, user, signal) {
      const call = client({ operation: 'assignIssue', ticket: key, signal });
      await api.assignIssue(call, { issueIdOrKey: encodeURIComponent(key), user: user ?? null });
    },
    async changeDue(key, due, signal) {
      await api.editIssue(client({ operation: 'editIssue', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        fields: { duedate: due ?? null },
      });
    },
    readMyself: myself(connection, expect),
    readLanguage: languageOfAccount(connection),
    async mayMove(key, signal) {
      const operation = 'getMyPermissions';
      const asked = { issueKey: key, permissions: movePermission };
      try {
        const answer = await api.getMyPermissions(client({ operation, ticket: key, signal }), asked);
        return expect(permissionList, answer, operation).permissions[movePermission]?.havePermission ?? true;
      } catch (error) {
        if (error instanceof Problem && unreported.has(error.code)) return true;
        throw error;
      }
    },
    searchUsers: userSearch(connection, expect),
    ...ticketFiler(connection, expect, forms),
    readColumns: (key, signal) => readColumns(client, key, signal),
    commentOnce: comments.commentOnce,
    hasComment: comments.hasComment,
    readLatestComments: latestComments(connection, expect),
    readRemoteLinks: async (key, signal) => remoteLinksIn(await readPages(key, signal)),
    readDetails: ticketDetails(connection, expect),
    readLastMove: (key, signal) => readLastMove(connection, key, signal),
    readLastChange: (key, field, signal) => readLastChange(connection, key, field, signal),
  };
}
