import { pastOf, withProgress } from '../../../../../daemon/domain/tickets/actions/history.ts';
import type {
  ActionOutbox,
  PastAction,
  QueuedAction,
  QueueState,
} from '../../../../../daemon/domain/tickets/actions/outbox.ts';
import type { FilledField } from '../../../../../daemon/domain/tickets/moves/filled-field.ts';
import type {
  BoardColumn,
  CommentBlock,
  JiraUser,
  TicketChange,
  TicketMove,
  TicketRecord,
  TicketSource,
  TicketStatus,
  TicketTransition,
} from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTransition } from '../../../../support/ticket-builder.ts';
import { searchOf } from '../../../../support/ticket-search.ts';

/** Like the store's outbox: its content outlives the review flow that uses it. */
export function memoryOutbox(): ActionOutbox {
  let queue: QueuedAction[] = [];
  let past: PastAction[] = [];
  const now = () => new Date().toISOString();
  const mark = (id: string, change: Partial<QueueState>) => {
    queue = queue.map((action) => (action.id === id ? { ...action, ...change } : action));
  };
  return {
    add(action, progress = { step: 'queued' }, replaces = []) {
      const steps = [{ step: progress.step, at: now() }];
      const added = { ...action, ...progress, steps, state: 'waiting' } as const;
      queue = [...queue.filter(({ id }) => !replaces.includes(id)), added];
    },
    list: () => [...queue],
    find: (id) => queue.find((review) => review.id === id),
    settle(id) {
      queue = queue.filter((review) => review.id !== id);
    },
    record(id, progress) {
      queue = queue.map((action) => (action.id === id ? withProgress(action, progress, now()) : action));
    },
    confirm(id, ticket) {
      const confirmed = queue.find((action) => action.id === id);
      queue = queue.filter((action) => action.id !== id);
      if (!confirmed) return;
      if (confirmed.kind === 'undo') {
        const { action: undone } = confirmed.undoes;
        past = past.map((each) => (each.action.id === undone ? { ...each, undoneBy: id } : each));
      }
      past = [pastOf(confirmed, ticket, now()), ...past];
    },
    conflict: (id, note, code, found) =>
      mark(id, { state: 'conflict', note, ...(code !== undefined && { code }), ...(found && { found }) }),
    postpone: (id, note, code) => mark(id, { state: 'waiting', note, ...(code !== undefined && { code }) }),
    withdraw(ticket) {
      queue = queue.filter((review) => review.ticket !== ticket);
    },
    past: (ticket) => past.filter(({ action }) => ticket === undefined || action.ticket === ticket),
  };
}

export type Step =
  | 'readLanguage'
  | 'readTicket'
  | 'listTransitions'
  | 'readColumns'
  | 'move'
  | 'changeLabels'
  | 'commentOnce'
  | 'readLastMove'
  | 'readLastChange'
  | 'readMyself'
  | 'assign'
  | 'changeDue'
  | 'hasComment';

/** The signed-in account. */
export const me: JiraUser = { id: 'u1', name: 'Mika Sato' };

/** A Jira in memory. `before` and `after` may throw: the request never arrived, or its answer got lost. */
export function memoryJira(
  first: TicketRecord,
  offered: readonly TicketTransition[] = [buildTransition()],
  /** Other moves from single statuses, by their ids. */
  movesFrom?: Readonly<Record<string, readonly TicketTransition[]>>,
) {
  const tickets = new Map([[first.key, first]]);
  const columns: BoardColumn[] = [];
  const comments: { key: string; id: string; paragraphs: readonly CommentBlock[] }[] = [];
  const moves: string[] = [];
  /** The fields of each move. */
  const sentFields: (readonly FilledField[])[] = [];
  /** The account's locale. */
  const site: { language?: string; mayMove?: boolean; timeZone?: string } = { language: 'en_US' };
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

  let clock = Date.parse('2026-11-21T00:00:00.000Z');
  const lastMoves = new Map<string, TicketMove>();
  const put = (key: string, status: TicketStatus, by = 'Mika Sato') => {
    clock += 10_000;
    const at = new Date(clock).toISOString();
    tickets.set(key, { ...ticket(key), status, updated: at });
    lastMoves.set(key, { by, at, to: status.id });
  };
  const lastChanges = new Map<string, TicketChange>();
  /** Sets the assignee or the due date, as a person. */
  const edit = (key: string, field: 'assignee' | 'due', value: JiraUser | string | undefined, by: string) => {
    const { assignee: _name, assigneeId: _id, ...unassigned } = ticket(key);
    const { due: _due, ...undated } = ticket(key);
    clock += 10_000;
    const at = new Date(clock).toISOString();
    if (field === 'due') {
      tickets.set(key, { ...undated, ...(typeof value === 'string' && { due: value }), updated: at });
    } else {
      const user = typeof value === 'object' ? { assignee: value.name, assigneeId: value.id } : {};
      tickets.set(key, { ...unassigned, ...user, updated: at });
    }
    lastChanges.set(`${key} ${field}`, { by, at });
    edits.push(`${key} ${field} ${typeof value === 'object' ? value.name : value}`);
  };
  const edits: string[] = [];
  const has = (key: string, id: string) =>
    comments.some((comment) => comment.key === key && comment.id === id);

  const source: TicketSource = {
    readTickets: (...rest) => searchOf([{ tickets: [...tickets.values()] }]).search.readTickets(...rest),
    listTickets: (...rest) => searchOf([{ tickets: [...tickets.values()] }]).search.listTickets(...rest),
    countTickets: async () => tickets.size,
    fetchTickets: (...rest) => searchOf([{ tickets: [...tickets.values()] }]).search.fetchTickets(...rest),
    async findTickets(names) {
      const found = names.flatMap(({ key }) => tickets.get(key) ?? []);
      const gone = names.map(({ key }) => key).filter((key) => !tickets.has(key));
      return { found, moved: [], gone };
    },
    readTicket: (key) => step('readTicket', key, () => ticket(key)),
    listTransitions: (key) =>
      step('listTransitions', key, () => movesFrom?.[ticket(key).status.id] ?? offered),
    mayMove: async () => site.mayMove ?? true,
    searchUsers: async () => [],
    readConnection: async () => ({ kind: 'cloud' }),
    readColumns: (key) => step('readColumns', key, () => columns),
    move: (key, transitionId, _signal, { comment, fields = [] } = {}) =>
      step('move', key, () => {
        const to = (movesFrom?.[ticket(key).status.id] ?? offered).find(({ id }) => id === transitionId)?.to;
        if (!to) throw new Error(`no transition ${transitionId}`);
        put(key, to);
        moves.push(`${key} → ${to.name}`);
        sentFields.push(fields);
        if (comment) comments.push({ key, id: comment.id, paragraphs: comment.paragraphs });
      }),
    changeLabels: (key, { add, remove }) =>
      step('changeLabels', key, () => {
        const { labels, ...rest } = ticket(key);
        const kept = labels.filter((label) => !remove.includes(label) && !add.includes(label));
        tickets.set(key, { ...rest, labels: [...kept, ...add] });
      }),
    // Like Jira's connector: it trusts a caller that declares its comment as new.
    commentOnce: (key, { isFresh, id, paragraphs }) =>
      step('commentOnce', key, () => {
        if (isFresh !== true && has(key, id)) return;
        comments.push({ key, id, paragraphs });
      }),
    readLastMove: (key) => step('readLastMove', key, () => lastMoves.get(key)),
    readMyself: () =>
      step('readMyself', '', () => ({ ...me, ...(site.timeZone && { timeZone: site.timeZone }) })),
    assign: (key, user) =>
      step('assign', key, () => {
        const named =
          user === undefined ? undefined : user === me.id ? me : { id: user, name: `user ${user}` };
        edit(key, 'assignee', named, me.name);
      }),
    changeDue: (key, due) => step('changeDue', key, () => edit(key, 'due', due, me.name)),
    readLastChange: (key, field) => step('readLastChange', key, () => lastChanges.get(`${key} ${field}`)),
    readLanguage: () => step('readLanguage', '', () => site.language),
    readRemoteLinks: async () => ({ globalIds: [], arns: [], links: [] }),
    readDetails: async (key) => ({
      ticket: ticket(key),
      ...{ blocks: [], comments: [], commentCount: 0, links: [] },
    }),
    readLatestComments: async (key) =>
      comments
        .filter((comment) => comment.key === key)
        .map(({ paragraphs }) => ({ text: paragraphs.join('\n'), at: '' }))
        .reverse(),
    hasComment: (key, { id }) => step('hasComment', key, () => has(key, id)),
  };
  /** Moves the ticket as another person. */
  const movedBy = (key: string, status: TicketStatus) => put(key, status, 'Aiko Tanaka');
  /** Sets the assignee or the due date as another person. */
  const editedBy = (key: string, field: 'assignee' | 'due', value: JiraUser | string | undefined) =>
    edit(key, field, value, 'Aiko Tanaka');
  return { source, site, tickets, columns, comments, moves, edits, sentFields, hooks, movedBy, editedBy };
}
