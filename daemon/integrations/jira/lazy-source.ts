import type { TicketService } from '../../domain/tickets/ticket-service.ts';

/**
 * Returns a source that is opened by its first call.
 * @param open Resolves to the source. It rejects with a Problem, which becomes the call's.
 */
export function lazySource(open: (signal: AbortSignal) => Promise<TicketService>): TicketService {
  return {
    async *readTickets(signal, reading) {
      yield* (await open(signal)).readTickets(signal, reading);
    },
    async *listTickets(signal) {
      yield* (await open(signal)).listTickets(signal);
    },
    countTickets: async (signal) => (await open(signal)).countTickets(signal),
    async *fetchTickets(listed, signal) {
      yield* (await open(signal)).fetchTickets(listed, signal);
    },
    findTickets: async (tickets, signal) => (await open(signal)).findTickets(tickets, signal),
    readTicket: async (key, signal) => (await open(signal)).readTicket(key, signal),
    listTransitions: async (key, signal) => (await open(signal)).listTransitions(key, signal),
    readColumns: async (key, signal) => (await open(signal)).readColumns(key, signal),
    move: async (key, transitionId, signal, content) =>
      (await open(signal)).move(key, transitionId, signal, content),
    changeLabels: async (key, change, signal) => (await open(signal)).changeLabels(key, change, signal),
    searchUsers: async (where, search, signal) => (await open(signal)).searchUsers(where, search, signal),
    commentOnce: async (key, comment, signal) => (await open(signal)).commentOnce(key, comment, signal),
    hasComment: async (key, comment, signal) => (await open(signal)).hasComment(key, comment, signal),
    readLastChange: async (key, field, signal) => (await open(signal)).readLastChange(key, field, signal),
    readMyself: async (signal) => (await open(signal)).readMyself(signal),
    assign: async (key, user, signal) => (await open(signal)).assign(key, user, signal),
    changeDue: async (key, due, signal) => (await open(signal)).changeDue(key, due, signal),
    readLastMove: async (key, signal) => (await open(signal)).readLastMove(key, signal),
    readLatestComments: async (key, signal) => (await open(signal)).readLatestComments(key, signal),
    readLanguage: async (signal) => (await open(signal)).readLanguage(signal),
    mayMove: async (key, signal) => (await open(signal)).mayMove(key, signal),
    readRemoteLinks: async (key, signal) => (await open(signal)).readRemoteLinks(key, signal),
    readDetails: async (key, signal) => (await open(signal)).readDetails(key, signal),
    listIssueTypes: async (project, signal) => (await open(signal)).listIssueTypes(project, signal),
    readCreateFields: async (project, issueType, signal) =>
      (await open(signal)).readCreateFields(project, issueType, signal),
    findFiled: async (filing, signal) => (await open(signal)).findFiled(filing, signal),
    createTicket: async (ticket, signal) => (await open(signal)).createTicket(ticket, signal),
    linkPage: async (key, link, signal) => (await open(signal)).linkPage(key, link, signal),
    readConnection: async (signal) => (await open(signal)).readConnection(signal),
  };
}
