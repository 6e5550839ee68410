import type { ListChange } from '#protocol/list-change.ts';
import { orderChange } from '#protocol/order-change.ts';
import { textHash } from '../../base/text-hash.ts';

/** The visible part of a list. */
export interface VisibleList<Summary, Group, Row> {
  readonly summary: Summary;
  /** Parts follow the group that contains them. */
  readonly groups: readonly Group[];
  /** The groups whose rows are visible. */
  readonly opened: readonly { readonly group: string; readonly rows: readonly Row[] }[];
}

/** The list as a window has it. Only a hash is kept of each group and row. */
interface Sent {
  /** 0: nothing. */
  readonly version: number;
  readonly summary: string;
  readonly groupOrder: readonly string[];
  readonly groups: ReadonlyMap<string, string>;
  readonly rowOrders: ReadonlyMap<string, readonly string[]>;
  readonly rows: ReadonlyMap<string, string>;
}

const nothing: Sent = {
  version: 0,
  summary: '',
  groupOrder: [],
  groups: new Map(),
  rowOrders: new Map(),
  rows: new Map(),
};

/** Remembers the visible part of a list as a window has it, and returns what differs. */
export function createMirroredList<
  Summary extends object,
  Group extends { readonly id: string },
  Row extends { readonly key: string },
>() {
  let sent = nothing;
  let lastVersion = 0;

  /** Returns the differences to what the window has, and remembers them as sent; `undefined` without a difference. */
  function change({
    summary,
    groups,
    opened,
  }: VisibleList<Summary, Group, Row>): ListChange<Summary, Group, Row> | undefined {
    const rows = new Map(opened.flatMap((each) => each.rows.map((row) => [row.key, row] as const)));
    const before = sent;
    const now: Sent = {
      version: lastVersion + 1,
      summary: JSON.stringify(summary),
      groupOrder: groups.map(({ id }) => id),
      groups: new Map(groups.map((group) => [group.id, textHash(JSON.stringify(group))])),
      rowOrders: new Map(opened.map((each) => [each.group, each.rows.map(({ key }) => key)])),
      rows: new Map([...rows].map(([key, row]) => [key, textHash(JSON.stringify(row))])),
    };
    const groupOrder = orderChange(before.groupOrder, now.groupOrder);
    const changedGroups = groups.filter(({ id }) => before.groups.get(id) !== now.groups.get(id));
    const rowOrders = [...now.rowOrders].flatMap(([group, keys]) => {
      const order = orderChange(before.rowOrders.get(group) ?? [], keys);
      return order ? [{ group, ...order }] : [];
    });
    const changedRows = [...rows.values()].filter(({ key }) => before.rows.get(key) !== now.rows.get(key));
    const isChanged = groupOrder || changedGroups.length + rowOrders.length + changedRows.length > 0;
    if (!isChanged && before.summary === now.summary) {
      // The window forgets the rows of groups that it does not show any more, and has the rest already.
      sent = { ...now, version: before.version };
      return undefined;
    }
    lastVersion = now.version;
    sent = now;
    return {
      base: before.version,
      version: now.version,
      ...summary,
      ...(groupOrder && { groupOrder }),
      ...(changedGroups.length > 0 && { groups: changedGroups }),
      ...(rowOrders.length > 0 && { rowOrders }),
      ...(changedRows.length > 0 && { rows: changedRows }),
    };
  }

  return {
    change,
    /** Returns the differences to a list of which the window has this version, 0 for nothing. */
    changeFrom(have: number, list: VisibleList<Summary, Group, Row>): ListChange<Summary, Group, Row> {
      // A change is still on the wire, or the window lost its list: it replaces everything.
      if (have !== sent.version) sent = nothing;
      return change(list) ?? { base: sent.version, version: sent.version, ...list.summary };
    },
  };
}
