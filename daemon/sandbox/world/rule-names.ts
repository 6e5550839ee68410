import { alphabets, type Random } from './random.ts';
import { type ManagedRule, managedRules } from './rules.ts';

/** The name of a rule as a site deployed it. */
export type NameOfRule = (rule: ManagedRule, account: string) => string;

const kebab = ({ identifier }: ManagedRule) => identifier.toLowerCase().replaceAll('_', '-');
const suggested = (rule: ManagedRule) => rule.consoleName ?? kebab(rule);

/** Names that say nothing of what they are: only Config knows the managed rule behind them. */
const ownNames: Readonly<Record<string, string>> = {
  RDS_STORAGE_ENCRYPTED: 'corp-data-store-check',
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: 'corp-privilege-review',
};

/**
 * How each team deploys its rules, team by team. A team keeps to one way, so that an account never has two
 * names for one managed rule. An organization rule has one suffix everywhere; a conformance pack has its own in
 * each account.
 */
export function ruleNaming(random: Random): (teamIndex: number) => NameOfRule {
  const organizationSuffix = new Map(
    managedRules.map(({ identifier }) => [identifier, random.text(8, alphabets.lower)]),
  );
  const packSuffix = new Map<string, string>();
  const packSuffixOf = (account: string) => {
    const suffix = packSuffix.get(account) ?? random.fork(`pack/${account}`).text(9, alphabets.lower);
    packSuffix.set(account, suffix);
    return suffix;
  };
  const ways: readonly NameOfRule[] = [
    (rule) => suggested(rule),
    (rule) => kebab(rule),
    (rule) => `OrgConfigRule-${suggested(rule)}-${organizationSuffix.get(rule.identifier)}`,
    (rule, account) => `${suggested(rule)}-conformance-pack-${packSuffixOf(account)}`,
    (rule) => `acme-sec-${suggested(rule)}`,
  ];
  return (teamIndex) => {
    const way = ways[teamIndex % ways.length] ?? suggested;
    const hasOwnNames = teamIndex % 4 === 0;
    return (rule, account) => (hasOwnNames && ownNames[rule.identifier]) || way(rule, account);
  };
}
