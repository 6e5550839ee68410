import type { TicketService } from '../../daemon/domain/tickets/ticket-service.ts';

/** The daemon died. */
export class Crash extends Error {}

/** Returns a source with which the daemon may die before each request is sent and after each answer. */
export function crashing(source: TicketService, die: () => void): TicketService {
  const around =
    <Arguments extends unknown[], Result>(work: (...rest: Arguments) => Promise<Result>) =>
    async (...rest: Arguments): Promise<Result> => {
      die();
      const result = await work(...rest);
      die();
      return result;
    };
  return {
    readTickets: source.readTickets,
    listTickets: source.listTickets,
    countTickets: around(source.countTickets),
    fetchTickets: source.fetchTickets,
    findTickets: around(source.findTickets),
    readTicket: around(source.readTicket),
    listTransitions: around(source.listTransitions),
    mayMove: around(source.mayMove),
    searchUsers: around(source.searchUsers),
    readColumns: around(source.readColumns),
    readLanguage: around(source.readLanguage),
    move: around(source.move),
    changeLabels: around(source.changeLabels),
    commentOnce: around(source.commentOnce),
    readLatestComments: around(source.readLatestComments),
    readRemoteLinks: around(source.readRemoteLinks),
    readDetails: around(source.readDetails),
    hasComment: around(source.hasComment),
    readConnection: around(source.readConnection),
    readLastMove: around(source.readLastMove),
    readLastChange: around(source.readLastChange),
    readMyself: around(source.readMyself),
    assign: around(source.assign),
    changeDue: around(source.changeDue),
    listIssueTypes: around(source.listIssueTypes),
    readCreateFields: around(source.readCreateFields),
    findFiled: around(source.findFiled),
    createTicket: around(source.createTicket),
    linkPage: around(source.linkPage),
  };
}
