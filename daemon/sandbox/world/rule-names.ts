import { kebab, proposedName } from '../../domain/rules/deployed-name.ts';
import { alphabets, type Random } from './random.ts';
import { type RolledOutRule, rolledOutRules } from './rules.ts';

/** Returns the name of a rule that is deployed in an account. */
export type NameOfRule = (rule: RolledOutRule, account: string) => string;

/** Names that do not contain the name of the managed rule. Only Config knows to which managed rule they belong. */
const ownNames: Readonly<Record<string, string>> = {
  RDS_STORAGE_ENCRYPTED: 'corp-data-store-check',
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: 'corp-privilege-review',
};

/**
 * Returns how each team names its deployed rules, by the team's index. A team uses one form, so that an account
 * never has two names for one managed rule. An organization rule has the same suffix everywhere. A conformance pack has
 * another suffix in each account.
 */
export function ruleNaming(random: Random): (teamIndex: number) => NameOfRule {
  const organizationSuffix = new Map(
    rolledOutRules.map(({ identifier }) => [identifier, random.text(8, alphabets.lower)]),
  );
  const packSuffix = new Map<string, string>();
  const packSuffixOf = (account: string) => {
    const suffix = packSuffix.get(account) ?? random.fork(`pack/${account}`).text(9, alphabets.lower);
    packSuffix.set(account, suffix);
    return suffix;
  };
  const forms: readonly NameOfRule[] = [
    (rule) => proposedName(rule),
    ({ identifier }) => kebab(identifier),
    (rule) => `OrgConfigRule-${proposedName(rule)}-${organizationSuffix.get(rule.identifier)}`,
    (rule, account) => `${proposedName(rule)}-conformance-pack-${packSuffixOf(account)}`,
    (rule) => `acme-sec-${proposedName(rule)}`,
  ];
  return (teamIndex) => {
    const form = forms[teamIndex % forms.length] ?? proposedName;
    const hasOwnNames = teamIndex % 4 === 0;
    return (rule, account) => (hasOwnNames && ownNames[rule.identifier]) || form(rule, account);
  };
}
