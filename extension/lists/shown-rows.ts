import { EventEmitter, type LogOutputChannel } from 'vscode';
import type { ListChange } from '#protocol/list-change.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import type { Affected, MirroredList } from './mirrored-list.ts';

/** Rows of a group, and groups, that are shown at first and with each *Show More*. */
export const pageRows = 200;

/** Groups that stay open for the daemon when the list becomes another one. */
const maxKeptGroups = 10;

/** A view that has nothing to show after this time is drawn as it is, and says why. */
const firstListMs = 5_000;

/** The part of a list that a window shows. */
export interface Visible {
  readonly open: readonly { readonly group: string; readonly rows: number }[];
  readonly groups: number;
  /** The version that the window has; 0 for nothing. */
  readonly have: number;
}

export interface ShownRowsInput<
  Summary extends object,
  Group extends { readonly id: string },
  Row extends { readonly key: string },
> {
  readonly connection: DaemonConnection;
  readonly log: LogOutputChannel;
  readonly list: MirroredList<Summary, Group, Row>;
  /** Asks the daemon for what is visible. */
  readonly ask: (daemon: Connected, visible: Visible) => Promise<ListChange<Summary, Group, Row>>;
}

/** A list that this window shows, as far as it is visible. The daemon keeps it. Without a connection the list stays as it is. */
export class ShownRows<
  Summary extends object,
  Group extends { readonly id: string },
  Row extends { readonly key: string },
> implements Disposable
{
  readonly list: MirroredList<Summary, Group, Row>;
  protected readonly connection: DaemonConnection;
  protected readonly lifetime = new DisposableStore();
  private readonly input: ShownRowsInput<Summary, Group, Row>;
  private readonly changed = this.lifetime.add(new EventEmitter<Exclude<Affected, 'missed'>>());
  /** The groups whose rows were visible once, each with how many. A closed group stays here until the list is another one. */
  private opened = new Map<string, number>();
  /** Those that the daemon sends rows of. */
  private asked: ReadonlySet<string> = new Set();
  /** Groups whose first rows the view waits for: it needs no event for them. */
  private readonly awaited = new Set<string>();
  private maxGroups = pageRows;
  /** The request that is running, and whether another one has to follow. */
  private asking: Promise<void> | undefined;
  private asksAgain = false;
  /** Whether the next request is about another list, of which this window has nothing. */
  private isOtherList = false;
  private readonly first = Promise.withResolvers<void>();
  /** Fires with the groups that differ, or with `all`. */
  readonly onChanged = this.changed.event;

  constructor(input: ShownRowsInput<Summary, Group, Row>) {
    this.input = input;
    this.list = input.list;
    this.connection = input.connection;
    this.lifetime.add(
      this.connection.onChanged((daemon) => {
        if (!daemon) {
          this.first.resolve();
          return;
        }
        // The daemon keeps the list of a connection, not of a window.
        this.list.version = 0;
        void this.ask();
      }),
    );
  }

  dispose(): void {
    this.first.resolve();
    this.lifetime.dispose();
  }

  /**
   * Resolves once the first list is here, or cannot be had, or is late. A view that waits for it is drawn once, with rows; without
   * the wait it is empty first, and the editor asks for its rows again a moment later.
   */
  async firstList(): Promise<void> {
    if (!this.connection.hasStarted) return;
    const late = setTimeout(this.first.resolve, firstListMs);
    await this.first.promise;
    clearTimeout(late);
  }

  /** Resolves to the visible rows of a group; to none if the daemon cannot be asked. */
  async rowsOf(group: string): Promise<Row[]> {
    if (!this.opened.has(group)) {
      this.opened.set(group, pageRows);
      this.awaited.add(group);
      await this.ask();
      this.awaited.delete(group);
    } else if (!this.list.rowsOf(group)) await this.asking;
    return this.list.rowsOf(group) ?? [];
  }

  /** Shows more rows of a group or, without one, more groups. */
  async showMore(group: string | undefined): Promise<void> {
    if (group === undefined) this.maxGroups += pageRows;
    else this.opened.set(group, (this.opened.get(group) ?? 0) + pageRows);
    await this.ask();
  }

  /** Shows a row of a group, and the group. @param positions 0-based. */
  protected async uncoverAt(group: string, positions: { group: number; row: number }): Promise<void> {
    this.maxGroups = Math.max(this.maxGroups, pagesTo(positions.group));
    this.opened.set(group, Math.max(this.opened.get(group) ?? 0, pagesTo(positions.row)));
    await this.ask();
  }

  /** Shows the beginning of another list. Often it has the same groups, so that the first answer has their rows. */
  protected startAgain(): void {
    const kept = [...this.opened.keys()].slice(-maxKeptGroups);
    this.opened = new Map(kept.map((group) => [group, pageRows]));
    this.maxGroups = pageRows;
    this.isOtherList = true;
    void this.ask();
  }

  /** Resolves once no request is running. */
  protected async asksNothing(): Promise<void> {
    await this.asking;
  }

  /**
   * Shows the list as it is chosen now. Requests that come while one is running become one request. Never rejects: the view
   * says that it is offline.
   */
  protected ask(): Promise<void> {
    if (this.asking) {
      this.asksAgain = true;
      return this.asking;
    }
    this.asking = this.askUntilDone().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async askUntilDone(): Promise<void> {
    // What else becomes visible in this moment is part of the same request.
    await Promise.resolve();
    do {
      this.asksAgain = false;
      const daemon = this.connection.current;
      if (!daemon) return;
      await this.askOnce(daemon).catch((error) => {
        if (this.connection.current === daemon) this.input.log.warn(error);
        this.first.resolve();
      });
    } while (this.asksAgain);
  }

  private async askOnce(daemon: Connected): Promise<void> {
    if (this.isOtherList) this.list.version = 0;
    this.isOtherList = false;
    const open = [...this.opened].map(([group, rows]) => ({ group, rows }));
    const have = this.list.version;
    const change = await this.input.ask(daemon, { open, groups: this.maxGroups, have });
    // Asking again would end in the same.
    if (have === 0 && change.base !== 0) throw new Error('The daemon sent a change instead of a list.');
    this.asked = new Set(open.map(({ group }) => group));
    this.apply(change);
  }

  /** Applies a change that the daemon reports. */
  protected apply(change: ListChange<Summary, Group, Row>): void {
    const affected = this.list.apply(change, this.asked);
    if (affected === 'missed') {
      this.list.version = 0;
      void this.ask();
      return;
    }
    this.changed.fire(
      affected === 'all' ? 'all' : new Set([...affected].filter((group) => !this.awaited.has(group))),
    );
    this.first.resolve();
  }
}

function pagesTo(position: number): number {
  return (Math.floor(position / pageRows) + 1) * pageRows;
}
