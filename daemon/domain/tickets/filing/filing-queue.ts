import { randomUUID } from 'node:crypto';
import { type Note, noteOf } from '../../problems/note.ts';
import { Problem } from '../../problems/problem.ts';
import type { TicketRecord } from '../ticket.ts';
import { type FiledTicket, type FileTicket, fileTicket, maxSearchLagMs } from './file-ticket.ts';
import type { Filing, FilingOutbox, QueuedFiling } from './filing.ts';

export interface FilingQueueInput {
  readonly outbox: FilingOutbox;
  /** @throws Problem if the user is not signed in. The filing is kept anyway. */
  readonly source: () => FileTicket['jira'];
  /** Called when a filing starts. Returns a function that stores its ticket. */
  readonly keeper: () => (ticket: TicketRecord) => void;
  readonly now?: () => number;
}

export type FilingResult =
  | ({ readonly result: 'filed' } & FiledTicket)
  | { readonly result: 'waiting'; readonly note: Note };

/** Jira may answer later, or its answer is looked for later. */
const passing = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
  'jira-throttled',
  'jira-failed',
  'jira-unexpected',
  'jira-site-unavailable',
  'filing-unsettled',
]);
/** Jira would refuse the same request again. */
const conflicts = new Set(['jira-refused', 'jira-access-denied', 'ticket-unknown']);

export type FilingQueue = ReturnType<typeof createFilingQueue>;

/**
 * Files tickets, one at a time for a finding. Each is on disk before the first request, and each step before it is sent. So a
 * crash or a lost response ends in one ticket.
 */
export function createFilingQueue({ outbox, source, keeper, now = Date.now }: FilingQueueInput) {
  const lanes = new Map<string, Promise<unknown>>();
  /** Tickets that the site's search may not find yet, by finding. */
  const filedLately = new Map<string, { readonly ticket: TicketRecord; readonly at: number }>();

  function inLane<T>(finding: string, work: () => Promise<T>): Promise<T> {
    const mine = (lanes.get(finding) ?? Promise.resolve()).then(work, work);
    lanes.set(finding, mine);
    const leave = () => {
      if (lanes.get(finding) === mine) lanes.delete(finding);
    };
    mine.then(leave, leave);
    return mine;
  }

  function add(given: Omit<Filing, 'id' | 'createdAt'>): string {
    const id = randomUUID();
    const sentAt = outbox.withdrawn(given.finding)?.sentAt;
    outbox.add(
      { ...given, id, createdAt: new Date(now()).toISOString() },
      sentAt === undefined ? undefined : { step: 'create-sent', sentAt },
    );
    return id;
  }

  /** Forgets those that the search has found by now. */
  function remember(finding: string, ticket: TicketRecord): void {
    for (const [known, { at }] of filedLately) if (now() - at >= maxSearchLagMs) filedLately.delete(known);
    filedLately.set(finding, { ticket, at: now() });
  }

  const isWaiting = (id: string) => outbox.find(id)?.state === 'waiting';

  /** @throws TypeError if there is no such filing. */
  async function send(id: string, signal: AbortSignal): Promise<FiledTicket> {
    const filing = outbox.find(id);
    if (filing === undefined) throw new TypeError(`no filing ${id}`);
    const keep = keeper();
    try {
      const record = (progress: Parameters<FileTicket['record']>[0]) => outbox.record(id, progress);
      const isQueued = () => outbox.find(id) !== undefined;
      const filed = await fileTicket(filing, { jira: source(), isQueued, record, now, signal });
      keep(filed.ticket);
      remember(filing.finding, filed.ticket);
      outbox.settle(id);
      return filed;
    } catch (error) {
      if (error instanceof Problem) mark(filing, error);
      throw error;
    }
  }

  function mark(filing: QueuedFiling, problem: Problem): void {
    const state = conflicts.has(problem.code) ? 'conflict' : 'waiting';
    outbox.mark(filing.id, state, noteOf(problem), problem.code);
  }

  return {
    /**
     * Takes a filing and tries it now. A filing of the same finding that waits is continued, not repeated: its request may have
     * created the ticket.
     * @throws Problem if the user must act. What Jira refuses is not kept.
     */
    submit: (given: Omit<Filing, 'id' | 'createdAt'>, signal: AbortSignal): Promise<FilingResult> =>
      inLane(given.finding, async () => {
        const filed = filedLately.get(given.finding);
        if (filed && now() - filed.at < maxSearchLagMs)
          return { result: 'filed', ticket: filed.ticket, existed: true };
        const earlier = outbox.list().find(({ finding }) => finding === given.finding);
        const id = earlier && earlier.step !== 'queued' ? earlier.id : add(given);
        try {
          return { result: 'filed', ...(await send(id, signal)) };
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          if (passing.has(error.code)) return { result: 'waiting', note: noteOf(error) };
          // The person sees the refusal now and files again.
          if (outbox.find(id)?.step === 'queued' && conflicts.has(error.code)) outbox.settle(id);
          throw error;
        }
      }),
    /**
     * Forgets a filing of a finding. A ticket that Jira has created for it stays, and is looked for if the finding is filed
     * again. Returns whether there was one.
     */
    withdraw(finding: string): boolean {
      const kept = outbox.list().filter((filing) => filing.finding === finding);
      for (const { id } of kept) outbox.withdraw(id);
      return kept.length > 0;
    },
    /** Tries every filing that waits once. Rejects only if it is cancelled. */
    async flush(signal: AbortSignal): Promise<void> {
      for (const { id, finding } of outbox.list()) {
        signal.throwIfAborted();
        try {
          await inLane(finding, async () => (isWaiting(id) ? send(id, signal) : undefined));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }
    },
  };
}
