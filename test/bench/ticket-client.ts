/**
 * `node ticket-client.ts changes|all|none SITE EMAIL TOKEN`: a process of its own, so that its peak memory is that of one
 * strategy. For each message it does one sync and sends what the sync needed. `changes` is Guardrail's own reading, `all`
 * requests every ticket each time, `none` requests nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEventBus } from '../../daemon/base/event-bus.ts';
import type { TicketSource } from '../../daemon/domain/tickets/ticket.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import { createApply, type SyncEvent } from '../../daemon/sync/events.ts';
import { readTickets } from '../../daemon/sync/read-tickets.ts';
import { withRememberedTickets } from '../../daemon/sync/remembered-tickets.ts';
import { type Snapshot, takeSnapshot } from '../../daemon/sync/snapshot.ts';

export type Strategy = 'changes' | 'all' | 'none';

/** The needs of one sync. */
export interface Measured {
  readonly calls: number;
  readonly ms: number;
  /** Of the process since it began. */
  readonly peakMb: number;
  /** In the heap after a collection of garbage. */
  readonly heldMb: number;
  readonly tickets: number;
  readonly changed: number;
}

const [strategy, site = '', email = '', token = ''] = process.argv.slice(2) as [Strategy, ...string[]];
const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-bench-'));
const store = openStore(path.join(folder, 'guardrail.db'));
const events = createEventBus<SyncEvent>((error) => console.error(error));
const apply = createApply(store, events);
const remembered = withRememberedTickets(store, events);
const scope = `${site} all`;
const { signal } = new AbortController();
let calls = 0;
let snapshot: Snapshot | undefined;
const source: TicketSource = connectJiraCloud({ site, email, token }, () => calls++);

async function sync(): Promise<number> {
  const at = store.coverage.beginRun('team', new Date().toISOString());
  if (strategy === 'none') return 0;
  if (strategy === 'all') {
    let changed = 0;
    for await (const { tickets } of source.readTickets(signal)) {
      const listedAt = new Date().toISOString();
      changed += apply({ kind: 'tickets-listed', scope, at, listedAt, tickets }).length;
    }
    return changed;
  }
  const { changed } = await readTickets({
    store,
    apply,
    at,
    tickets: { source: () => source, scope },
    signal,
    onProgress: () => {},
  });
  return changed.size;
}

process.on('message', async () => {
  calls = 0;
  const started = performance.now();
  const changed = await sync();
  const ms = performance.now() - started;
  // A daemon holds what its windows show.
  const jira = { site, project: '*' };
  snapshot = takeSnapshot(
    strategy === 'all' ? store : remembered,
    Date.now(),
    { team: { team: 'team' }, statuses: {}, jira },
    scope,
  );
  const peakKb = process.resourceUsage().maxRSS;
  globalThis.gc?.();
  const measured: Measured = {
    ...{ calls, ms, changed },
    peakMb: peakKb / 1000,
    heldMb: process.memoryUsage().heapUsed / 1e6,
    tickets: snapshot.tickets.length,
  };
  process.send?.(measured);
});
process.on('disconnect', () => {
  store.close();
  rmSync(folder, { recursive: true });
});
process.send?.('ready');
