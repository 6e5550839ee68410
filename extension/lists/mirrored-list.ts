import type { ListChange } from '#protocol/list-change.ts';
import { afterChange } from '#protocol/order-change.ts';

/** The part that a change affects: everything, or the groups with these ids. `missed`: an earlier change is missing. */
export type Affected = 'missed' | 'all' | ReadonlySet<string>;

interface AnyGroup {
  readonly id: string;
  readonly within?: string;
}

/** This window's copy of a list that the daemon keeps for it, as far as it is visible. */
export class MirroredList<
  Summary extends object,
  Group extends AnyGroup,
  Row extends { readonly key: string },
> {
  /** 0: nothing. */
  version = 0;
  /** The numbers of the list that belong to no group. */
  summary: Summary;
  private readonly empty: Summary;
  private readonly drawnBy: (summary: Summary) => unknown;
  private groupOrder: readonly string[] = [];
  private readonly groups = new Map<string, Group>();
  private readonly rowOrders = new Map<string, readonly string[]>();
  private readonly rows = new Map<string, Row>();

  /**
   * @param empty The summary until the first list arrives.
   * @param drawnBy Returns the part of the summary that rows show: if it changes, everything is drawn again.
   */
  constructor(empty: Summary, drawnBy: (summary: Summary) => unknown) {
    this.empty = empty;
    this.summary = empty;
    this.drawnBy = drawnBy;
  }

  /** Returns the groups that are a part of this one or, without one, those that are a part of none. */
  groupsWithin(parent?: string): Group[] {
    return this.groupOrder.flatMap((id) => {
      const group = this.groups.get(id);
      return group && group.within === parent ? [group] : [];
    });
  }

  group(id: string): Group | undefined {
    return this.groups.get(id);
  }

  /** Returns the rows of a group; `undefined` if it is not open. */
  rowsOf(group: string): Row[] | undefined {
    return this.rowOrders.get(group)?.flatMap((key) => this.rows.get(key) ?? []);
  }

  /** Returns the group that shows a row; `undefined` if there is no such row. A group that has parts shows these, and no rows. */
  groupOf(key: string): Group | undefined {
    if (!this.rows.has(key)) return undefined;
    for (const [group, keys] of this.rowOrders)
      if (keys.includes(key) && !this.isDivided(group)) return this.groups.get(group);
    return undefined;
  }

  private isDivided(id: string): boolean {
    for (const { within } of this.groups.values()) if (within === id) return true;
    return false;
  }

  /** Returns the groups that have such a row. */
  groupsWith(isSuch: (row: Row) => boolean): Group[] {
    return [...this.rowOrders].flatMap(([id, keys]) => {
      const group = this.groups.get(id);
      const rows = keys.flatMap((key) => this.rows.get(key) ?? []);
      return group && rows.some(isSuch) ? [group] : [];
    });
  }

  /** Applies a change. @param open The groups that the window shows. */
  apply(change: ListChange<Summary, Group, Row>, open: ReadonlySet<string>): Affected {
    const { base, version, groupOrder, groups: _, rowOrders: __, rows: ___, ...summary } = change;
    if (base !== 0 && base !== this.version) return 'missed';
    const isWhole = base === 0;
    if (isWhole) this.clear();
    const before = this.drawn();
    this.version = version;
    this.summary = summary as unknown as Summary;
    this.changeGroups(change);
    this.changeRows(change, open);
    if (isWhole || groupOrder || this.drawn() !== before) return 'all';
    return this.affectedBy(change);
  }

  private drawn(): string {
    return JSON.stringify(this.drawnBy(this.summary));
  }

  private affectedBy({
    groups = [],
    rowOrders = [],
    rows = [],
  }: ListChange<Summary, Group, Row>): ReadonlySet<string> {
    return new Set([
      ...groups.map(({ id }) => id),
      ...rowOrders.map(({ group }) => group),
      ...rows.flatMap(({ key }) => this.groupOf(key)?.id ?? []),
    ]);
  }

  private changeGroups({ groupOrder, groups = [] }: ListChange<Summary, Group, Row>): void {
    if (groupOrder) this.groupOrder = afterChange(this.groupOrder, groupOrder);
    for (const group of groups) this.groups.set(group.id, group);
    const listed = new Set(this.groupOrder);
    for (const id of this.groups.keys()) if (!listed.has(id)) this.groups.delete(id);
  }

  private changeRows(
    { rowOrders = [], rows = [] }: ListChange<Summary, Group, Row>,
    open: ReadonlySet<string>,
  ): void {
    for (const { group, ...change } of rowOrders)
      this.rowOrders.set(group, afterChange(this.rowOrders.get(group) ?? [], change));
    for (const group of this.rowOrders.keys()) if (!open.has(group)) this.rowOrders.delete(group);
    for (const group of open) if (!this.rowOrders.has(group)) this.rowOrders.set(group, []);
    for (const row of rows) this.rows.set(row.key, row);
    const shown = new Set([...this.rowOrders.values()].flat());
    for (const key of this.rows.keys()) if (!shown.has(key)) this.rows.delete(key);
  }

  private clear(): void {
    this.summary = this.empty;
    this.groupOrder = [];
    this.groups.clear();
    this.rowOrders.clear();
    this.rows.clear();
  }
}
