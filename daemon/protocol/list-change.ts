import type { OrderChange } from './order-change.ts';

/** Most rows of one group, and most groups, that a window can ask for. */
export const maxShownRows = 5_000;

/**
 * The differences between what a window has (`base`, 0 for nothing) and a list of which it shows a part; with the list's summary.
 * Without `base`, the window replaces everything. It forgets rows that no open group contains any more, and groups that
 * `groupOrder` removes.
 */
export type ListChange<Summary, Group, Row> = Summary & {
  readonly base: number;
  /** Grows with every change that is sent to this window. */
  readonly version: number;
  /** Ids, parts after the group that contains them. */
  readonly groupOrder?: OrderChange;
  /** New and changed groups. */
  readonly groups?: readonly Group[];
  /** Keys, for each open group. */
  readonly rowOrders?: readonly (OrderChange & { readonly group: string })[];
  /** New and changed rows. */
  readonly rows?: readonly Row[];
};
