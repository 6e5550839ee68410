import type { Mentions } from './mentions.ts';
import type { RuleNames } from './rule-index.ts';
import { undecoratedNames } from './rule-names.ts';
import type { OrphanTicket } from './ticket-matches.ts';

/** The things that a ticket without a known finding names. Each list is sorted. */
export interface NamedThings extends Pick<OrphanTicket, 'arns' | 'rules' | 'controls'> {
  /** Every account, 12 digits each. */
  readonly accounts: readonly string[];
}

/** At most this number of each kind is listed for a ticket. */
const maxNames = 20;

/** A finding type of GuardDuty: `Recon:EC2/PortProbeUnprotectedPort`. */
const threatType =
  /(?<![A-Za-z0-9])(?:AttackSequence|Backdoor|Behavior|CredentialAccess|CryptoCurrency|DefenseEvasion|Discovery|Execution|Exfiltration|Impact|InitialAccess|Object|PenTest|Persistence|Policy|PrivilegeEscalation|Recon|Stealth|Trojan|UnauthorizedAccess):[A-Za-z0-9]{2,30}\/[A-Za-z0-9.!-]{3,60}/g;

export function namedThings(mentions: Mentions, rules: RuleNames): NamedThings {
  const named = [...mentions.words, ...undecoratedNames(mentions.words)].flatMap(
    (word) => rules.get(word.toLowerCase()) ?? [],
  );
  return {
    accounts: [...mentions.accounts].sort(),
    arns: listed(mentions.arns.filter(({ service }) => service !== 'securityhub').map(({ text }) => text)),
    rules: listed([...named, ...(mentions.prose.match(threatType) ?? [])]),
    controls: listed(mentions.controls.keys()),
  };
}

/** Returns a ticket without a known finding. */
export function orphanOf(
  ticket: string,
  missing: 'label' | 'finding',
  { accounts, arns, rules, controls }: NamedThings,
  isOurs: (account: string) => boolean,
): OrphanTicket {
  const isOthers = missing === 'finding' && accounts.length > 0 && !accounts.some(isOurs);
  const named = { accounts: accounts.slice(0, maxNames), arns, rules, controls };
  return { ticket, missing: isOthers ? 'account' : missing, ...named };
}

function listed(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort().slice(0, maxNames);
}
