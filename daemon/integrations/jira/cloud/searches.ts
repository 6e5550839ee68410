import { countIssues, searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import type { JiraConnection } from '../api.ts';
import type { TicketSearches } from '../selected-tickets.ts';

/** The searches of Jira Cloud. */
export function cloudSearches(client: JiraConnection['client']): TicketSearches {
  return {
    search(request, signal, reconcile) {
      const numbers = reconcile.filter((id) => /^\d{1,15}$/.test(id)).map(Number);
      return searchAndReconsileIssuesUsingJqlPost(client({ operation: 'search', signal, repeats: true }), {
        ...request,
        ...(numbers.length > 0 && { reconcileIssues: numbers }),
      });
    },
    count: (jql, signal) => countIssues(client({ operation: 'count', signal, repeats: true }), { jql }),
  };
}
