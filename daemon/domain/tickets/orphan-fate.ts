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

/** The sources that can report a ticket's finding. */
type Needs = 'config' | 'guardduty' | 'config guardduty';

type Orphan = Pick<OrphanTicket, 'accounts' | 'rules' | 'controls'>;

/**
 * Returns a function that returns the fate of a ticket's finding. A ticket that names no account may be about every account of the
 * team. Each account is judged once, however many tickets there are.
 */
export function orphanFates({ accounts, parts }: TeamCoverage): (orphan: Orphan) => OrphanFate {
  const readAccounts = new Map<string, boolean>();
  const isAccountRead = (account: string, needs: Needs) => {
    const key = `${account} ${needs}`;
    const known = readAccounts.get(key) ?? isRead(parts.get(account) ?? [], needs);
    readAccounts.set(key, known);
    return known;
  };
  const teams = new Map<Needs, boolean>();
  const isTeamRead = (needs: Needs) => {
    const known =
      teams.get(needs) ??
      (accounts.size > 0 && [...accounts].every((account) => isAccountRead(account, needs)));
    teams.set(needs, known);
    return known;
  };
  return (orphan) => {
    const own = orphan.accounts.filter((account) => accounts.has(account));
    if (orphan.accounts.length > 0 && own.length === 0) return 'other-team';
    const needs = needsOf(orphan);
    const isAll = own.length > 0 ? own.every((account) => isAccountRead(account, needs)) : isTeamRead(needs);
    return isAll ? 'missing' : 'unknown';
  };
}

function needsOf({ rules, controls }: Orphan): Needs {
  const threats = rules.filter((rule) => threat.test(rule)).length;
  if (threats === 0) return 'config';
  return threats < rules.length || controls.length > 0 ? 'config guardduty' : 'guardduty';
}

/** The named sources must have been read everywhere in the account. Another source that is not in use cannot have reported it. */
function isRead(parts: readonly AwsCoverage[], needs: Needs): boolean {
  const sources = parts.filter(({ source }) => source !== 'stacks');
  if (sources.length === 0 || sources.some(({ problem }) => problem !== undefined)) return false;
  return needs.split(' ').every((source) => {
    const own = sources.filter((part) => part.source === source);
    return own.length > 0 && own.every(({ skipped }) => !skipped);
  });
}
