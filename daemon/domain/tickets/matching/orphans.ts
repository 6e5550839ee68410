import { managedRules } from '../../rules/catalogue/index.ts';
import { securityHubControls } from '../../rules/controls/security-hub-controls.ts';
import type { Mentions } from './mentions.ts';
import { type NamedRule, ruleNames, undecoratedNames } from './rule-names.ts';
import type { OrphanTicket } from './ticket-matches.ts';

/** Names of rules in lower case → the identifier, or the deployed name of a rule without one. */
export type RuleIndex = ReadonlyMap<string, string>;

/** At most this number of each kind is listed for a ticket. */
const maxNames = 20;

/** A finding type of GuardDuty: `Recon:EC2/PortProbeUnprotectedPort`. */
const threatType =
  /(?<![A-Za-z0-9])(?:AttackSequence|Backdoor|Behavior|CredentialAccess|CryptoCurrency|DefenseEvasion|Discovery|Execution|Exfiltration|Impact|InitialAccess|Object|PenTest|Persistence|Policy|PrivilegeEscalation|Recon|Stealth|Trojan|UnauthorizedAccess):[A-Za-z0-9]{2,30}\/[A-Za-z0-9.!-]{3,60}/g;

/** Returns the rules of the findings, of the catalogue and of Security Hub's controls, by every name that a text can have for them. */
export function indexRules(findings: readonly NamedRule[]): RuleIndex {
  const byName = new Map<string, string>();
  const add = (rule: NamedRule) => {
    for (const name of ruleNames(rule)) byName.set(name, rule.ruleIdentifier ?? rule.rule);
  };
  const identifiers = [
    ...managedRules.map(({ identifier }) => identifier),
    ...securityHubControls.flatMap(([, , identifier]) => identifier ?? []),
  ];
  for (const identifier of new Set(identifiers)) add({ rule: identifier, ruleIdentifier: identifier });
  const added = new Set<string>();
  for (const finding of findings) {
    if (added.has(finding.rule)) continue;
    added.add(finding.rule);
    add(finding);
  }
  return byName;
}

/** Returns what a ticket without a known finding names. */
export function orphanOf(
  ticket: string,
  missing: 'label' | 'finding',
  { mentions, rules, isOurs }: { mentions: Mentions; rules: RuleIndex; isOurs: (account: string) => boolean },
): OrphanTicket {
  const accounts = [...mentions.accounts];
  const isOthers = accounts.length > 0 && !accounts.some(isOurs);
  const named = [...mentions.words, ...undecoratedNames(mentions.words)].flatMap(
    (word) => rules.get(word.toLowerCase()) ?? [],
  );
  return {
    ticket,
    missing: missing === 'finding' && isOthers ? 'account' : missing,
    accounts: listed(accounts),
    arns: listed(mentions.arns.filter(({ service }) => service !== 'securityhub').map(({ text }) => text)),
    rules: listed([...named, ...(mentions.prose.match(threatType) ?? [])]),
    controls: listed(mentions.controls.keys()),
  };
}

function listed(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort().slice(0, maxNames);
}
