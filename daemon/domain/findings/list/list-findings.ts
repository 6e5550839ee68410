import type { FilterChoices, ListCounts, ListGroup, ListQuery, PlaceInList } from '#protocol/finding-list.ts';
import type { FindingView, Severity } from '#protocol/findings.ts';
import type { ListState } from '#protocol/list-state.ts';
import { firstOf } from '../../../base/first-of.ts';
import { filterFindings } from './filter-findings.ts';
import { type EntryGroup, groupComparisonOf, groupEntries } from './group-findings.ts';
import { groupCounts, listCounts } from './list-counts.ts';
import { dayOf, type ListEntry } from './list-entry.ts';
import type { SearchFacts } from './search-texts.ts';
import { comparisonOf } from './sort-findings.ts';

/** Facts that no finding has. */
export interface ListFacts extends SearchFacts {
  /**
   * Returns a function that says whether a finding's ticket is assigned to the user; `undefined` if it is not known who that is.
   * Jira may have to be asked, so it is called only if needed.
   */
  readonly mine: () => ((key: string) => boolean) | undefined;
}

/** A list of findings: filtered and grouped. Rows are sorted for the groups that are asked for. */
export interface FindingList {
  readonly counts: ListCounts;
  /** How many findings the filter lets through. */
  readonly shown: number;
  /** Whether the filter asks for the user's own, and it is not known who that is: it lets nothing through. */
  readonly isMineUnknown: boolean;
  /** How many groups there are, parts not counted. */
  readonly groups: number;
  /** Returns the first groups, each followed by its parts. */
  firstGroups(maxGroups: number): ListGroup[];
  /** Returns the first findings of a group; none if there is no such group. */
  firstRows(group: string, maxRows: number): FindingView[];
  /** Returns in which group a finding is, and at which position. */
  locate(key: string): PlaceInList;
}

/** The findings that a filter lets through, in their groups. To make it, each finding is looked at. */
export interface Arrangement {
  readonly counts: ListCounts;
  readonly kept: readonly ListEntry[];
  readonly groups: readonly EntryGroup[];
  readonly isMineUnknown: boolean;
}

export function arrangeFindings(
  entries: readonly ListEntry[],
  { groupBy, newSince, filter, ...query }: ListQuery,
  { accountName, pathIn, mine }: ListFacts,
): Arrangement {
  const today = dayOf(query.today) ?? 0;
  const isMine = filter.mine ? mine() : undefined;
  const kept = filterFindings(entries, filter, {
    ...{ newSince, accountName, pathIn },
    isMine: isMine ?? (() => false),
  });
  return {
    counts: listCounts(entries, { today, newSince }),
    kept,
    groups: groupEntries(kept, groupBy, today),
    isMineUnknown: filter.mine === true && isMine === undefined,
  };
}

/** Returns whether an arrangement depends only on the findings and the query, not on other facts. */
export function isOfFindingsAlone({ filter }: ListQuery): boolean {
  return filter.text === undefined && !filter.mine;
}

/** @param arrangement Of the same findings and query. */
export function listFindings(
  entries: readonly ListEntry[],
  query: ListQuery,
  facts: ListFacts,
  arrangement: Arrangement = arrangeFindings(entries, query, facts),
): FindingList {
  const { groupBy, newSince } = query;
  const { accountName } = facts;
  const { counts, kept, groups, isMineUnknown } = arrangement;
  const today = dayOf(query.today) ?? 0;
  const compareGroups = groupComparisonOf(groupBy);
  const compareRows = comparisonOf(query.order);

  function find(id: string): EntryGroup | undefined {
    for (const group of groups) {
      const found = group.id === id ? group : group.parts?.find((part) => part.id === id);
      if (found) return found;
    }
    return undefined;
  }

  function groupView({ id, value, members }: EntryGroup, within?: EntryGroup): ListGroup {
    const { overdue, fresh } = groupCounts(members, { today, newSince });
    const [first] = members;
    return {
      id,
      ...(within && { within: within.id }),
      value,
      ...(first && !within && namesOf(first.finding)),
      count: members.length,
      ...(overdue > 0 && { overdue }),
      ...(fresh > 0 && { fresh }),
    };
  }

  function namesOf(finding: FindingView): Pick<ListGroup, 'label' | 'detail'> {
    const { resource, account } = finding;
    if (groupBy === 'rule') return ruleLabel(finding);
    if (groupBy === 'resource') return { label: resource.name ?? resource.id, detail: resource.type };
    const name = groupBy === 'account' ? accountName(account) : undefined;
    return name === undefined ? {} : { label: name };
  }

  return {
    counts,
    shown: kept.length,
    isMineUnknown,
    groups: groups.length,
    firstGroups: (maxGroups) =>
      firstOf(groups, maxGroups, compareGroups).flatMap((group) => [
        groupView(group),
        ...(group.parts ?? []).map((part) => groupView(part, group)),
      ]),
    firstRows: (group, maxRows) =>
      firstOf(find(group)?.members ?? [], maxRows, compareRows).map(({ finding }) => finding),
    locate(key) {
      const isIt = ({ finding }: ListEntry) => finding.key === key;
      const entry = kept.find(isIt);
      if (!entry) return { hidden: entries.some(isIt) ? 'filtered' : 'unknown' };
      const top = groups.find(({ members }) => members.includes(entry));
      const group = top?.parts?.find(({ members }) => members.includes(entry)) ?? top;
      if (!top || !group) return { hidden: 'unknown' };
      return {
        group: group.id,
        groupPosition: groups.filter((other) => compareGroups(other, top) < 0).length,
        position: group.members.filter((other) => compareRows(other, entry) < 0).length,
      };
    },
  };
}

/** Most accounts and rules to filter by. */
const maxChoices = 500;

/** Returns the values that occur among all findings, and how many have each. */
export function filterChoices(
  entries: readonly ListEntry[],
  query: ListQuery,
  { accountName, mine }: ListFacts,
): FilterChoices {
  const isMine = mine();
  const today = dayOf(query.today) ?? 0;
  const choices = <Value extends string>(
    grouping: 'severity' | 'state' | 'account' | 'rule',
    labelOf: (finding: FindingView) => string | undefined = () => undefined,
  ) =>
    firstOf(groupEntries(entries, grouping, today), maxChoices, groupComparisonOf(grouping)).map(
      ({ value, members }) => {
        const label = members[0] && labelOf(members[0].finding);
        return {
          value: value as Value,
          ...(label !== undefined && { label }),
          count: members.length,
        };
      },
    );
  return {
    severities: choices<Severity>('severity'),
    states: choices<ListState>('state'),
    accounts: choices('account', ({ account }) => accountName(account)),
    rules: choices('rule', (finding) => ruleLabel(finding).label),
    ...(isMine && { mine: entries.filter(({ finding }) => isMine(finding.key)).length }),
    fresh: listCounts(entries, { today, newSince: query.newSince }).fresh,
  };
}

/** The title of a threat names the resource. */
function ruleLabel({ source, title }: FindingView): { label?: string } {
  return source === 'guardduty' ? {} : { label: title };
}
