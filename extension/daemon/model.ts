import { EventEmitter, type LogOutputChannel } from 'vscode';
import { type FindingView, findingsChanged } from '#protocol/findings.ts';
import { type Status, type StatusChange, statusAfter, statusChanged } from '#protocol/status.ts';
import {
  followSubjects,
  maxNamedSubjects,
  offersChanged,
  readSubjects,
  type SubjectKind,
  type Subjects,
  searchSubjects,
} from '#protocol/subjects.ts';
import { type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import { todayOf } from '../tools/dates.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import type { Connected } from './connected.ts';
import type { DaemonConnection } from './connection.ts';
import { LastSeen } from './last-seen.ts';

/** `idle`: no daemon was needed until now; `starting`: the first attempt has neither succeeded nor failed. */
export type ConnectionState = 'idle' | 'starting' | 'connected' | 'offline';

/** Findings and tickets by key, as the daemon had them. */
export interface Known {
  readonly findings: ReadonlyMap<string, FindingView>;
  readonly tickets: ReadonlyMap<string, TicketView>;
}

/** Subjects of a command. `total`: how many there are, also those that are not here; absent: these are all. */
export type Found = Known & { readonly total?: number };

/** Keys of findings and of tickets. */
export interface SubjectKeys {
  readonly findings: readonly string[];
  readonly tickets: readonly string[];
}

/** The part of the model that a command needs to learn what it is about. @throws Error for the user without a connection. */
export type Reader = Pick<Model, 'read' | 'search'>;

/**
 * The daemon's status, and the findings and tickets that this window follows: those of its pages, and tickets that came back. All
 * others are read when a command is about them. Without a connection what is known stays and is marked offline.
 */
export class Model implements Disposable {
  /** The findings and tickets of this window's pages, and the tickets that came back. */
  readonly followed: Known;
  status: Status | undefined;
  /** The kinds of subjects that there are, by which the palette offers commands. */
  offers: readonly SubjectKind[] = [];
  connection: ConnectionState = 'idle';
  private readonly findings = new Map<string, FindingView>();
  private readonly tickets = new Map<string, TicketView>();
  private readonly daemon: DaemonConnection;
  private readonly log: LogOutputChannel;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  private readonly rowsChanged = this.lifetime.add(new EventEmitter<void>());
  private readonly followedChanged = this.lifetime.add(new EventEmitter<void>());
  private readonly offersChanged = this.lifetime.add(new EventEmitter<void>());
  /** The part of the status that rows showed last. */
  private shownStatus = '';
  /** Whether the status is of an earlier connection: the first change has all of its members. */
  private isStatusOld = true;
  private readonly lastSeen: LastSeen;
  private wanted: SubjectKeys = { findings: [], tickets: [] };
  /** The keys of findings that the daemon has answered for, in this connection or an earlier one. */
  private answered: ReadonlySet<string> = new Set();
  /** Fires at every change. */
  readonly onChanged = this.changed.event;
  /**
   * Fires if a part of the status has changed that rows show. A sync run reports its progress many times a second, and a tree that
   * is drawn again loses the row under the pointer.
   */
  readonly onRowsChanged = this.rowsChanged.event;
  /** Fires if a finding or ticket that is followed has changed. */
  readonly onFollowedChanged = this.followedChanged.event;
  readonly onOffersChanged = this.offersChanged.event;

  constructor(connection: DaemonConnection, log: LogOutputChannel) {
    this.daemon = connection;
    this.followed = { findings: this.findings, tickets: this.tickets };
    this.log = log;
    this.lastSeen = new LastSeen(connection, () => this.changed.fire());
    this.lifetime.add(
      connection.onStarted(() => {
        this.connection = 'starting';
        this.changed.fire();
      }),
    );
    this.lifetime.add(
      connection.onChanged((daemon) => {
        this.connection = daemon ? 'connected' : 'offline';
        this.isStatusOld = true;
        if (daemon) void this.askFollowed(daemon).catch((error) => log.warn(error));
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
    this.lifetime.add(
      connection.onNotification(offersChanged, ({ kinds }) => {
        this.offers = kinds;
        this.offersChanged.fire();
      }),
    );
    this.lifetime.add(connection.onNotification(statusChanged, (status) => this.applyStatus(status)));
  }

  /** Follows these findings and tickets instead of others. */
  follow(keys: SubjectKeys): void {
    if (JSON.stringify(keys) === JSON.stringify(this.wanted)) return;
    this.wanted = keys;
    const { current } = this.daemon;
    if (current) void this.askFollowed(current).catch((error) => this.log.warn(error));
  }

  /** Returns whether the daemon has said once whether it lists this finding: before that, a missing one may still arrive. */
  hasAnswered(finding: string): boolean {
    return this.answered.has(finding);
  }

  /** Resolves to the named findings and tickets, and to those that belong to them. */
  async read({ findings, tickets }: SubjectKeys): Promise<Known> {
    const found: Subjects[] = [];
    // A user may select more rows than one request can name.
    for (let at = 0; at < Math.max(findings.length, tickets.length); at += maxNamedSubjects) {
      const some = (keys: readonly string[]) => keys.slice(at, at + maxNamedSubjects);
      const named = { findings: some(findings), tickets: some(tickets) };
      found.push(await this.daemon.require().request(readSubjects, named));
    }
    return knownOf({
      findings: found.flatMap((part) => part.findings),
      tickets: found.flatMap((part) => part.tickets),
    });
  }

  /**
   * Resolves to the first subjects that a command can be about, and to how many there are.
   * @param file The file that the user looks at: its findings come first. Absolute path.
   */
  async search(
    kind: SubjectKind,
    { text = '', file }: { readonly text?: string; readonly file?: string | undefined } = {},
  ): Promise<Required<Found>> {
    const params = { kind, ...(text !== '' && { text }), ...(file !== undefined && { file }) };
    const found = await this.daemon.require().request(searchSubjects, params);
    return { ...knownOf(found), total: found.total };
  }

  /** Returns when the finding was last seen to fail, ISO 8601; `undefined` until the daemon has answered. */
  lastSeenOf({ key }: FindingView): string | undefined {
    return this.lastSeen.of(key, `${this.status?.lastSync} ${this.status?.syncing}`);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** Later changes are relative to the answer. If the connection is lost before it arrives, the next one asks again. */
  private async askFollowed(daemon: Connected): Promise<void> {
    const { wanted } = this;
    const { findings, tickets } = await daemon.request(followSubjects, wanted);
    if (wanted !== this.wanted) return;
    this.answered = new Set(wanted.findings);
    replace(this.findings, findings);
    replace(this.tickets, tickets);
    this.changed.fire();
    this.followedChanged.fire();
  }

  private applyStatus(change: StatusChange): void {
    const status = statusAfter(this.isStatusOld ? undefined : this.status, change);
    this.isStatusOld = false;
    this.status = status;
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
    this.followedChanged.fire();
  }
}

function replace<Item extends { readonly key: string }>(
  known: Map<string, Item>,
  items: readonly Item[],
): void {
  known.clear();
  for (const item of items) known.set(item.key, item);
}

function knownOf({ findings, tickets }: Subjects): Known {
  return {
    findings: new Map(findings.map((finding) => [finding.key, finding])),
    tickets: new Map(tickets.map((ticket) => [ticket.key, ticket])),
  };
}
