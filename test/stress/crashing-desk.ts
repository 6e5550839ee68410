import path from 'node:path';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { type ActionQueue, createActionQueue } from '../../daemon/domain/tickets/actions/action-queue.ts';
import { createFilingQueue, type FilingQueue } from '../../daemon/domain/tickets/filing/filing-queue.ts';
import type { TicketService } from '../../daemon/domain/tickets/ticket-service.ts';
import { writeActionComment } from '../../daemon/server/texts/action-comment.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { Crash, crashing } from './crashing-source.ts';

const { signal } = new AbortController();

/** The queues of one life of the daemon. */
export interface Desk {
  readonly reviews: ActionQueue;
  readonly filings: FilingQueue;
  readonly store: Store;
}

export interface CrashingDesk {
  /** The queues of the current life. */
  readonly desk: Desk;
  /** Runs actions at the same time. A crash ends the daemon with all of them, and another daemon replaces it. */
  survive(...works: readonly ((desk: Desk) => Promise<unknown>)[]): Promise<void>;
  /** Sends what waits, like the sync run every ten minutes. */
  sync(times: number): Promise<void>;
  close(): void;
}

interface CrashingDeskInput {
  readonly folder: string;
  readonly site: string;
  readonly source: TicketService;
  readonly now: () => number;
  /** Returns whether the daemon dies now. */
  readonly dies: () => boolean;
}

/** The queues over one store of the disk. The daemon may die at each request; what is on disk remains. */
export function openCrashingDesk({ folder, site, source, now, dies }: CrashingDeskInput): CrashingDesk {
  const scope = `${site} stress`;
  let life: { isDead: boolean };
  let desk!: Desk;

  function restart(): void {
    desk?.store.close();
    const own = { isDead: false };
    life = own;
    const mine = crashing(source, () => {
      own.isDead ||= dies();
      if (own.isDead) throw new Crash();
    });
    const store = openStore(path.join(folder, 'guardrail.db'));
    desk = {
      store,
      reviews: createActionQueue({
        outbox: store.outbox.of(site),
        source: () => mine,
        writeComment: writeActionComment,
        names: () => ({}),
        keeper: () => () => {},
      }),
      filings: createFilingQueue({
        outbox: store.filings.of(site),
        source: () => mine,
        keeper: () => (ticket) => {
          const at = new Date(now()).toISOString();
          store.apply({ kind: 'tickets-listed', scope, at, listedAt: at, tickets: [ticket] });
        },
        now,
      }),
    };
  }

  async function survive(...works: readonly ((desk: Desk) => Promise<unknown>)[]): Promise<void> {
    const current = desk;
    const ended = await Promise.allSettled(works.map((work) => work(current)));
    for (const each of ended) {
      const error: unknown = each.status === 'rejected' ? each.reason : undefined;
      if (error !== undefined && !(error instanceof Crash) && !(error instanceof Problem)) throw error;
    }
    if (life.isDead) restart();
  }

  restart();
  return {
    get desk() {
      return desk;
    },
    survive,
    async sync(times) {
      for (let done = 0; done < times; done++) {
        await survive(({ reviews }) => reviews.flush(signal));
        await survive(({ filings }) => filings.flush(signal));
      }
    },
    close: () => desk.store.close(),
  };
}
