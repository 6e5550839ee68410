import type { QueuedReview, ReviewOutbox } from '../../../daemon/tickets/review.ts';
import type { TicketRecord, TicketSource, TicketTransition } from '../../../daemon/tickets/ticket.ts';
import { buildTransition } from '../../support/ticket-builder.ts';

/** Like the store's: what it holds outlives the review flow that uses it. */
export function memoryOutbox(): ReviewOutbox {
  let queue: QueuedReview[] = [];
  const mark = (id: string, change: Pick<QueuedReview, 'state' | 'note'>) => {
    queue = queue.map((review) => (review.id === id ? { ...review, ...change } : review));
  };
  return {
    add(review) {
      queue = [...queue.filter(({ ticket }) => ticket !== review.ticket), { ...review, state: 'waiting' }];
    },
    list: () => [...queue],
    settle(id) {
      queue = queue.filter((review) => review.id !== id);
    },
    conflict: (id, note) => mark(id, { state: 'conflict', note }),
    postpone: (id, note) => mark(id, { state: 'waiting', note }),
    withdraw(ticket) {
      queue = queue.filter((review) => review.ticket !== ticket);
    },
  };
}

export type Step = 'readTicket' | 'listTransitions' | 'move' | 'commentOnce';

/** A Jira in memory. `before` and `after` may throw: the request never arrived, or its answer got lost. */
export function memoryJira(first: TicketRecord, offered: readonly TicketTransition[] = [buildTransition()]) {
  const tickets = new Map([[first.key, first]]);
  const comments: { key: string; id: string; paragraphs: readonly string[] }[] = [];
  const moves: string[] = [];
  const hooks = {
    before: async (_step: Step, _key: string): Promise<void> => {},
    after: async (_step: Step, _key: string): Promise<void> => {},
  };

  async function step<T>(name: Step, key: string, work: () => T): Promise<T> {
    await hooks.before(name, key);
    const result = work();
    await hooks.after(name, key);
    return result;
  }
  const ticket = (key: string) => {
    const found = tickets.get(key);
    if (!found) throw new Error(`the test has no ${key}`);
    return found;
  };

  const source: TicketSource = {
    async *readTickets() {
      yield { tickets: [...tickets.values()], unreadable: [] };
    },
    readTicket: (key) => step('readTicket', key, () => ticket(key)),
    listTransitions: (key) => step('listTransitions', key, () => offered),
    move: (key, transitionId) =>
      step('move', key, () => {
        const to = offered.find(({ id }) => id === transitionId)?.to;
        if (!to) throw new Error(`no transition ${transitionId}`);
        tickets.set(key, { ...ticket(key), status: to });
        moves.push(`${key} → ${to.name}`);
      }),
    commentOnce: (key, comment) =>
      step('commentOnce', key, () => {
        if (!comments.some(({ id }) => id === comment.id)) comments.push({ key, ...comment });
      }),
  };
  return { source, tickets, comments, moves, hooks };
}
