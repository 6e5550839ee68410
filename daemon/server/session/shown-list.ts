import type {
  FilterChoices,
  FindingRow,
  ListGroup,
  ListQuery,
  ListSummary,
  PlaceInList,
  ShownChange,
  ShowParams,
} from '#protocol/finding-list.ts';
import type { FindingView } from '#protocol/findings.ts';
import { maxShownRows } from '#protocol/list-change.ts';
import { type ListEntry, listEntries } from '../../domain/findings/list/list-entry.ts';
import {
  type Arrangement,
  arrangeFindings,
  filterChoices,
  isOfFindingsAlone,
  type ListFacts,
  listFindings,
} from '../../domain/findings/list/list-findings.ts';
import { findingRow } from '../views/finding-row.ts';
import { createMirroredList, type VisibleList } from './mirrored-list.ts';

export interface ShownListInput {
  /** Returns the same array while nothing changes. */
  readonly findings: () => readonly FindingView[];
  readonly facts: () => ListFacts;
}

/** The list that a window shows. It remembers what the window has, and returns what differs. */
export function createShownList({ findings, facts }: ShownListInput) {
  let params: ShowParams | undefined;
  const mirror = createMirroredList<ListSummary, ListGroup, FindingRow>();
  /** The findings that the window has seen, filtered or not. */
  let compared: readonly FindingView[] | undefined;
  let indexed: { of: readonly FindingView[]; entries: ListEntry[] } | undefined;

  function entries(): ListEntry[] {
    const now = findings();
    if (indexed?.of !== now) indexed = { of: now, entries: listEntries(now) };
    return indexed.entries;
  }
  /** The window asks for the same list each time that it opens a group: the findings are looked at once. */
  let arranged: { of: ListEntry[]; query: string; is: Arrangement } | undefined;

  function arrangementOf(query: ListQuery, known: ListFacts): Arrangement {
    const of = entries();
    if (!isOfFindingsAlone(query)) return arrangeFindings(of, query, known);
    const { groupBy, filter, today, newSince } = query;
    const asked = JSON.stringify([groupBy, filter, today, newSince]);
    if (arranged?.of !== of || arranged.query !== asked)
      arranged = { of, query: asked, is: arrangeFindings(of, query, known) };
    return arranged.is;
  }

  function listed(query: ListQuery) {
    const known = facts();
    return listFindings(entries(), query, known, arrangementOf(query, known));
  }

  /** Returns the part of the list that the window shows. */
  function visible(query: ShowParams): VisibleList<ListSummary, ListGroup, FindingRow> {
    const list = listed(query);
    compared = indexed?.of;
    const groups = list.firstGroups(atMost(query.groups));
    return {
      groups,
      opened: query.open.map(({ group, rows }) => ({
        group,
        rows: list.firstRows(group, atMost(rows)).map(findingRow),
      })),
      summary: {
        counts: list.counts,
        shown: list.shown,
        moreGroups: list.groups - groups.filter(({ within }) => within === undefined).length,
        ...(list.isMineUnknown && { isMineUnknown: true as const }),
      },
    };
  }

  return {
    /** Shows another list. Returns what differs from what the window has. */
    show(shown: ShowParams): ShownChange {
      params = shown;
      return mirror.changeFrom(shown.have, visible(shown));
    },
    /** Returns what changed in the list since then; `undefined` without a list or a change. */
    next(): ShownChange | undefined {
      if (!params) return undefined;
      // An edit of a template calls this for every key. Only whose the findings are may differ then.
      if (findings() === compared && !params.filter.mine) return undefined;
      return mirror.change(visible(params));
    },
    locate: (key: string): PlaceInList => (params ? listed(params).locate(key) : { hidden: 'unknown' }),
    choices: (query: ListQuery): FilterChoices => filterChoices(entries(), query, facts()),
  };
}

export type ShownList = ReturnType<typeof createShownList>;

/** Returns a number of rows that a window can ask for. */
export function atMost(count: number): number {
  return Math.max(0, Math.min(maxShownRows, Math.floor(count) || 0));
}
