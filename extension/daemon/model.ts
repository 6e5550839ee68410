import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import { getStatus, type Status, statusChanged } from '#protocol/status.ts';
import { listTickets, type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import { todayOf } from '../findings/order.ts';
import type { DaemonConnection } from './connection.ts';
import { LastSeen } from './last-seen.ts';

/** What this window was told. It stays, marked offline, while the line is lost. */
export class Model implements Disposable {
  readonly findings = new Map<string, FindingView>();
  readonly tickets = new Map<string, TicketView>();
  status: Status | undefined;
  /** Whether the daemon has listed the findings to this window once: before, a missing one is not known to be gone. */
  listed = false;
  /** Absent until the first attempt has succeeded or failed. */
  connected: boolean | undefined;
  private readonly connection: DaemonConnection;
  private readonly changed = new EventEmitter<void>();
  private readonly rowsChanged = new EventEmitter<void>();
  private readonly subscriptions: Disposable[];
  private told = '';
  /** The lists of this connection are on their way. */
  private listing = false;
  private failed: Status['failed'] = [];
  private readonly seen: LastSeen;
  /** Anything. */
  readonly onChanged = this.changed.event;
  /**
   * Findings, tickets, or a word that their rows say of them. A pass tells its progress many times a second, and a tree
   * that is drawn anew loses the row under the pointer.
   */
  readonly onRowsChanged = this.rowsChanged.event;

  constructor(connection: DaemonConnection, log: LogOutputChannel) {
    this.connection = connection;
    this.seen = new LastSeen(connection, () => this.changed.fire());
    this.subscriptions = [
      this.changed,
      this.rowsChanged,
      connection.onStateChanged((connected) => {
        this.connected = connected;
        if (connected) void this.askForAll().catch((error) => log.warn(error));
        this.changed.fire();
      }),
      connection.onNotification(findingsChanged, ({ changed, removed, links = [] }) => {
        for (const { link, findings } of links) {
          for (const key of findings) {
            const finding = this.findings.get(key);
            if (finding) this.findings.set(key, { ...finding, link });
          }
        }
        this.apply(this.findings, changed, removed);
      }),
      connection.onNotification(ticketsChanged, ({ changed, removed }) =>
        this.apply(this.tickets, changed, removed),
      ),
      connection.onNotification(statusChanged, (status) => {
        const { failed = this.failed } = status;
        this.failed = failed;
        // Before the first list has come, a status would say that nothing fails.
        if (this.listing) return;
        this.status = { ...status, failed };
        this.changed.fire();
        // Whether tickets were read names a group; the day says what is overdue; hidden reviews are rows.
        const hidden = JSON.stringify(status.hiddenReviews ?? []);
        const told = `${status.ticketsRead !== undefined} ${todayOf(new Date())} ${hidden}`;
        if (told === this.told) return;
        this.told = told;
        this.rowsChanged.fire();
      }),
    ];
  }

  /** The finding's review that Jira has not confirmed. */
  pendingOf({ ticket }: FindingView): PendingReview | undefined {
    return ticket && this.tickets.get(ticket.key)?.pending;
  }

  /** When the finding was last seen to fail, as far as the daemon has said it. ISO 8601. */
  lastSeenOf({ key }: FindingView): string | undefined {
    return this.seen.of(key, `${this.status?.lastSync} ${this.status?.syncing}`);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /**
   * Later changes differ from these lists; what an earlier session knew is replaced. If the connection is lost meanwhile,
   * the next one asks again.
   */
  private async askForAll(): Promise<void> {
    this.listing = true;
    try {
      // Each answer at once: a delta that comes between two answers is newer than the first.
      await Promise.all([
        this.connection.request(listFindings, {}).then(({ findings }) => {
          replace(this.findings, findings);
          this.listed = true;
        }),
        this.connection.request(listTickets, {}).then(({ tickets }) => replace(this.tickets, tickets)),
      ]);
      this.status = await this.connection.request(getStatus, {});
      this.failed = this.status.failed;
    } finally {
      this.listing = false;
    }
    this.changed.fire();
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
