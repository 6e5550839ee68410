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
  /** Computed at the first use: most windows never group by resource. */
  resource?: string;
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
