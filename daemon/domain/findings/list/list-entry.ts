import { type DueState, dueSoonDays } from '#protocol/due.ts';
import { type FindingView, severities } from '#protocol/findings.ts';
import { isOpen, type ListState, listStateOf } from '#protocol/list-state.ts';
import { failingSince } from '../failing-since.ts';

/** A finding with what filters, groups and orders need of it, computed once. */
export interface ListEntry {
  readonly finding: FindingView;
  readonly state: ListState;
  readonly isOpen: boolean;
  /** Days since 1970 of the ticket's due date; `Infinity` without one. */
  readonly dueDay: number;
  /** 0 is the most severe. */
  readonly severity: number;
  /** Computed at the first use: most windows never search, or group by resource. */
  searchText?: string;
  resource?: string;
}

/** Facts that a person reads in a row or a group, and that no finding has. */
export interface SearchFacts {
  /** Returns the name of an account of the team. */
  readonly accountName: (account: string) => string | undefined;
  /** Returns a file's path as a row shows it: below the folder of the window that has it. @param file An absolute path. */
  readonly pathIn: (file: string) => string;
}

export function listEntries(findings: readonly FindingView[]): ListEntry[] {
  return findings.map((finding) => ({
    finding,
    state: listStateOf(finding),
    isOpen: isOpen(finding),
    dueDay: dayOf(finding.ticket?.due) ?? Number.POSITIVE_INFINITY,
    severity: severities.indexOf(finding.severity),
  }));
}

/** Returns the days since 1970 of a calendar date; `undefined` without a valid one. @param date `2026-11-23` */
export function dayOf(date: string | undefined): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00.000Z`);
  return Number.isNaN(time) ? undefined : Math.round(time / 86_400_000);
}

/** As the contract's `dueStateOf`, with days that are computed once. @param today Days since 1970. */
export function dueOf({ finding, dueDay }: ListEntry, today: number): DueState['state'] | undefined {
  if (finding.ticket?.state !== 'todo' || dueDay === Number.POSITIVE_INFINITY) return undefined;
  return dueDay < today ? 'overdue' : dueDay - today <= dueSoonDays ? 'due-soon' : 'later';
}

/** Returns whether it fails and began to fail, or failed again, after this time, ISO 8601. Without a time, nothing is new. */
export function isFresh({ finding, isOpen }: ListEntry, newSince: string | undefined): boolean {
  return newSince !== undefined && isOpen && failingSince(finding) > newSince;
}

/** Returns the managed rule's identifier, so that rules that differ only in their deployed name are one. */
export function ruleOf({ rule, ruleIdentifier }: FindingView): string {
  return ruleIdentifier ?? rule;
}

/** Returns a text that is the same for all findings of one resource, and for no others. */
export function resourceOf(entry: ListEntry): string {
  const { account, region, resource } = entry.finding;
  entry.resource ??= `${account} ${region} ${resource.type} ${resource.id}`;
  return entry.resource;
}

/** Returns everything that a text filter looks at, in lower case: what rows and groups show, and identifiers. */
export function searchTextOf(entry: ListEntry, facts: SearchFacts): string {
  entry.searchText ??= searchText(entry.finding, facts);
  return entry.searchText;
}

/** One template: a list of parts needs four times the time, which a person feels with 100,000 findings. */
function searchText(finding: FindingView, { accountName, pathIn }: SearchFacts): string {
  const {
    key,
    title,
    short = '',
    rule,
    ruleIdentifier = '',
    account,
    region,
    resource,
    ticket,
    link,
  } = finding;
  const { type, id, name = '', arn = '' } = resource;
  const { key: ticketKey = '', assignee = '' } = ticket ?? {};
  const { file, logicalId = '' } = link?.place ?? {};
  const path = file === undefined ? '' : pathIn(file);
  const paths = link?.candidates?.map((candidate) => pathIn(candidate.file)).join('\n') ?? '';
  const owner = accountName(account) ?? '';
  return `${key}\n${title}\n${short}\n${rule}\n${ruleIdentifier}\n${account}\n${owner}\n${region}\n${type}\n${id}\n${name}\n${arn}\n${ticketKey}\n${assignee}\n${path}\n${logicalId}\n${paths}`.toLowerCase();
}
