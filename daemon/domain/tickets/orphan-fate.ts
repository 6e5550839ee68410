import type { AwsCoverage } from '../coverage.ts';
import type { OrphanTicket } from './matching/ticket-matches.ts';

/**
 * The fate of the finding of a ticket for which none is known. `missing`: AWS reports none, and everything that the ticket may be
 * about was read. `unknown`: not everything was read. `other-team`: the ticket names accounts, and all of them are another team's.
 */
export type OrphanFate = 'missing' | 'unknown' | 'other-team';

export interface TeamCoverage {
  /** The accounts of the team, 12 digits each. */
  readonly accounts: ReadonlySet<string>;
  /** Account → the last attempts to read it. */
  readonly parts: ReadonlyMap<string, readonly AwsCoverage[]>;
}

/** Finding types of GuardDuty have a colon and a slash, names of rules have neither. */
const threat = /^[A-Za-z]+:[A-Za-z0-9]+\//;

/** @param orphan The accounts and rules that the ticket names; without accounts, it may be about every account of the team. */
export function fateOfOrphan(
  { accounts: named, rules, controls }: Pick<OrphanTicket, 'accounts' | 'rules' | 'controls'>,
  { accounts, parts }: TeamCoverage,
): OrphanFate {
  const own = named.filter((account) => accounts.has(account));
  if (named.length > 0 && own.length === 0) return 'other-team';
  const threats = rules.filter((rule) => threat.test(rule)).length;
  const needs = {
    guardduty: threats > 0,
    config: threats < rules.length || controls.length > 0 || rules.length === 0,
  };
  const read = (account: string) => isRead(parts.get(account) ?? [], needs);
  const isAll = accounts.size > 0 && (own.length > 0 ? own : [...accounts]).every(read);
  return isAll ? 'missing' : 'unknown';
}

/** If the sources are named, each must have been read. A source that is not in use in the account cannot have reported it. */
function isRead(
  parts: readonly AwsCoverage[],
  needs: { readonly guardduty: boolean; readonly config: boolean },
): boolean {
  const sources = parts.filter(({ source }) => source !== 'stacks');
  if (sources.length === 0 || sources.some(({ problem }) => problem !== undefined)) return false;
  const isWhole = (source: AwsCoverage['source']) => {
    const own = sources.filter((part) => part.source === source);
    return own.length > 0 && own.every(({ skipped }) => !skipped);
  };
  return (!needs.config || isWhole('config')) && (!needs.guardduty || isWhole('guardduty'));
}
