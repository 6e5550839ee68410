import { EventEmitter, type LogOutputChannel } from 'vscode';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import { getStatus, type Status, statusChanged } from '#protocol/status.ts';
import { listTickets, type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import { todayOf } from '../tools/dates.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import type { Connected } from './connected.ts';
import type { DaemonConnection } from './connection.ts';
import { LastSeen } from './last-seen.ts';

/** A status that leaves out what could not be read if that is the same as before. */
type StatusChange = Omit<Status, 'failed'> & Partial<Pick<Status, 'failed'>>;

/** `starting`: the first attempt has neither succeeded nor failed. */
export type ConnectionState = 'starting' | 'connected' | 'offline';

/** Everything that the daemon has sent to this window. Without a connection it stays and is marked offline. */
export class Model implements Disposable {
  readonly findings = new Map<string, FindingView>();
  readonly tickets = new Map<string, TicketView>();
  status: Status | undefined;
  /** Whether the daemon has listed the findings to this window once: before that, a missing finding may still arrive. */
  isListed = false;
  connection: ConnectionState = 'starting';
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  private readonly rowsChanged = this.lifetime.add(new EventEmitter<void>());
  /** The part of the status that rows showed last. */
  private shownStatus = '';
  /** Whether the lists of this connection have been requested and have not arrived. */
  private isListing = false;
  private failed: Status['failed'] = [];
  private readonly lastSeen: LastSeen;
  /** Fires at every change. */
  readonly onChanged = this.changed.event;
  /**
   * Fires if findings, tickets or anything else that rows show has changed. A sync run reports its progress many times a
   * second, and a tree that is drawn again loses the row under the pointer.
   */
  readonly onRowsChanged = this.rowsChanged.event;

  constructor(connection: DaemonConnection, log: LogOutputChannel) {
    this.lastSeen = new LastSeen(connection, () => this.changed.fire());
    this.lifetime.add(
      connection.onChanged((daemon) => {
        this.connection = daemon ? 'connected' : 'offline';
        if (daemon) void this.list(daemon).catch((error) => log.warn(error));
        this.changed.fire();
      }),
    );
    this.lifetime.add(
      connection.onNotification(findingsChanged, ({ changed, removed, links = [] }) => {
        for (const { link, findings } of links) {
          for (const key of findings) {
            const finding = this.findings.get(key);
            if (finding) this.findings.set(key, { ...finding, link });
          }
        }
        this.apply(this.findings, changed, removed);
      }),
    );
    this.lifetime.add(
      connection.onNotification(ticketsChanged, ({ changed, removed }) =>
        this.apply(this.tickets, changed, removed),
      ),
    );
    this.lifetime.add(connection.onNotification(statusChanged, (status) => this.applyStatus(status)));
  }

  /** Returns the finding's review that Jira has not confirmed. */
  pendingOf({ ticket }: FindingView): PendingReview | undefined {
    return ticket && this.tickets.get(ticket.key)?.pending;
  }

  /** Returns when the finding was last seen to fail, ISO 8601; `undefined` until the daemon has answered. */
  lastSeenOf({ key }: FindingView): string | undefined {
    return this.lastSeen.of(key, `${this.status?.lastSync} ${this.status?.syncing}`);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /**
   * Replaces the lists of an earlier connection. Later changes are relative to these lists. If the connection is lost before
   * they arrive, the next one lists again.
   */
  private async list(daemon: Connected): Promise<void> {
    this.isListing = true;
    try {
      // Each answer is stored at once: a change that comes between two answers is newer than the first.
      await Promise.all([
        daemon.request(listFindings, {}).then(({ findings }) => {
          replace(this.findings, findings);
          this.isListed = true;
        }),
        daemon.request(listTickets, {}).then(({ tickets }) => replace(this.tickets, tickets)),
      ]);
      this.status = await daemon.request(getStatus, {});
      this.failed = this.status.failed;
    } finally {
      this.isListing = false;
    }
    this.changed.fire();
    this.rowsChanged.fire();
  }

  private applyStatus(status: StatusChange): void {
    const { failed = this.failed } = status;
    this.failed = failed;
    // Before the first list has arrived, a status would say that nothing fails.
    if (this.isListing) return;
    this.status = { ...status, failed };
    this.changed.fire();
    // Rows depend on whether tickets were read (the name of a group), the day (overdue tickets) and hidden reviews.
    const hidden = JSON.stringify(status.hiddenReviews ?? []);
    const shown = `${status.ticketsRead !== undefined} ${todayOf(new Date())} ${hidden}`;
    if (shown === this.shownStatus) return;
    this.shownStatus = shown;
    this.rowsChanged.fire();
  }

  private apply<Item extends { readonly key: string }>(
    known: Map<string, Item>,
    changed: readonly Item[],
    removed: readonly string[],
  ): void {
    for (const item of changed) known.set(item.key, item);
    for (const key of removed) known.delete(key);
    this.changed.fire();
    this.rowsChanged.fire();
  }
}

function replace<Item extends { readonly key: string }>(
  known: Map<string, Item>,
  items: readonly Item[],
): void {
  known.clear();
  for (const item of items) known.set(item.key, item);
}
