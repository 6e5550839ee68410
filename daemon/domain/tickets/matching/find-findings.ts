import type { FindingIndex, IndexedFinding, MatchableFinding } from './finding-index.ts';
import type { Mentions } from './mentions.ts';
import { ruleNames, undecoratedNames } from './rule-names.ts';
import { standsIn, wordsOf } from './tokens.ts';
import { hashOfWord } from './word-hash.ts';

/**
 * Limits of one ticket, because a text may contain any number of ids: findings that are looked at, findings that are compared with
 * the text, and findings that it may name.
 */
const maxLookups = 20_000;
const maxCandidates = 1_000;
export const maxFindings = 100;

/** A finding that the text names. `isExact`: by an id or ARN, or by an ARN with its name. */
interface NamedFinding extends IndexedFinding {
  readonly isExact: boolean;
}

/**
 * Returns the findings whose account, resource and rule the text names. An exact name counts more than a name that other
 * resources may share; resources that the text cannot tell apart are left out. A region or account that contradicts a
 * finding excludes it.
 */
export function findFindings(mentions: Mentions, index: FindingIndex): MatchableFinding[] {
  const namedIn = findingTest(mentions);
  let named = namedIn(entriesOf(mentions, index, 'own'));
  if (named.length === 0) {
    const shared = namedIn(entriesOf(mentions, index, 'shared'));
    const exact = shared.filter(({ isExact }) => isExact);
    named = exact.length > 0 ? exact : shared;
  }
  const chosen = withoutAmbiguous(named, mentions);
  const byKey = new Map(chosen.map(({ finding }) => [finding.key, finding]));
  return [...byKey.values()].sort(byFindingKey).slice(0, maxFindings);
}

/** Returns the entries of which the text contains every word, in an order that does not depend on the index. */
function entriesOf(mentions: Mentions, index: FindingIndex, names: 'own' | 'shared'): IndexedFinding[] {
  const entries = new Set<IndexedFinding>();
  let looked = 0;
  const add = (found: readonly IndexedFinding[], account?: string) => {
    for (const entry of found) {
      if (looked++ >= maxLookups) return;
      if (account !== undefined && entry.finding.account !== account) continue;
      if (containsWords(mentions, entry)) entries.add(entry);
    }
  };
  const { accounts, words } = mentions;
  const known = [...accounts].filter((account) => index.hasAccount(account));
  for (const each of words) {
    const word = hashOfWord(each);
    for (const account of known) add(index.inAccount(account, word, names), account);
    if (accounts.size === 0 && names === 'own') add(index.anywhere(word));
  }
  if (entries.size <= maxCandidates) return [...entries];
  return [...entries].sort((a, b) => byFindingKey(a.finding, b.finding)).slice(0, maxCandidates);
}

function containsWords({ words }: Mentions, { phrase }: IndexedFinding): boolean {
  if (words.has(phrase)) return true;
  for (const word of wordsOf(phrase)) if (!words.has(word)) return false;
  return true;
}

function byFindingKey(a: MatchableFinding, b: MatchableFinding): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function findingTest(mentions: Mentions): (entries: readonly IndexedFinding[]) => NamedFinding[] {
  const namesRule = ruleTest(mentions);
  const inProse = remembered((phrase) => standsIn(mentions.prose, phrase));
  return (entries) => {
    const named: NamedFinding[] = [];
    for (const entry of entries) {
      const how = namedAs(entry, mentions, inProse);
      if (how !== undefined && (entry.named === 'finding' || namesRule(entry.finding)))
        named.push({
          finding: entry.finding,
          phrase: entry.phrase,
          named: entry.named,
          isExact: how === 'exact',
        });
    }
    return named;
  };
}

/**
 * Returns how the text names the resource; `undefined` if it does not name it in the finding's account and region. The ARN of
 * a bucket has neither: it is enough if the text names no account.
 */
function namedAs(
  { finding, phrase, named }: IndexedFinding,
  { accounts, arns, regions }: Mentions,
  inProse: (phrase: string) => boolean,
): 'exact' | 'shared' | undefined {
  const { account, region } = finding;
  const isGlobal = region === 'global';
  const isArn = named === 'arn' || phrase.startsWith('arn:');
  const isRegionNamed = regions.size === 0 || isGlobal || regions.has(region);
  const inArn = arns.some(
    (arn) =>
      (arn.account === '' || arn.account === account) &&
      (arn.region === '' ? isRegionNamed : isGlobal || arn.region === region) &&
      standsIn(isArn ? arn.text : arn.resource, phrase),
  );
  if (inArn) return 'exact';
  if (isArn || !accounts.has(account) || !isRegionNamed || !inProse(phrase)) return undefined;
  return named === 'name' ? 'shared' : 'exact';
}

/** Returns a function that returns whether the text names a finding's rule, or a control that evaluates it. */
function ruleTest(mentions: Mentions): (finding: MatchableFinding) => boolean {
  const inText = remembered((name) => standsIn(mentions.lowered, name));
  const controlled = new Set([...mentions.controls.values()].flatMap(({ identifier }) => identifier ?? []));
  let undecorated: Set<string> | undefined;
  const asks = (finding: MatchableFinding) => {
    if (finding.ruleIdentifier !== undefined && controlled.has(finding.ruleIdentifier)) return true;
    const names = ruleNames(finding);
    if (names.some(inText)) return true;
    undecorated ??= undecoratedNames(mentions.words);
    const { size } = undecorated;
    return size > 0 && names.some((name) => undecorated?.has(name));
  };
  const answers = new Map<string, boolean>();
  return (finding) => {
    const key = `${finding.rule} ${finding.ruleIdentifier ?? ''}`;
    const answer = answers.get(key) ?? asks(finding);
    answers.set(key, answer);
    return answer;
  };
}

/**
 * Leaves out findings of one rule that the same text names, but of different resources: a name that they share, or one id in
 * two accounts or regions of which the ticket names none.
 */
function withoutAmbiguous(named: readonly NamedFinding[], { accounts, regions }: Mentions): NamedFinding[] {
  const groups = new Map<string, Set<string>>();
  const groupOf = ({ finding, phrase, isExact }: NamedFinding) => {
    const region = isExact && regions.size > 0 ? finding.region : '';
    const account = accounts.size > 0 ? finding.account : '';
    return [account, finding.ruleIdentifier ?? finding.rule, region, phrase].join('\n');
  };
  for (const each of named) {
    const { account, region, resource } = each.finding;
    const resources = groups.get(groupOf(each)) ?? new Set();
    groups.set(groupOf(each), resources.add(`${account} ${region} ${resource.type} ${resource.id}`));
  }
  return named.filter((each) => groups.get(groupOf(each))?.size === 1);
}

function remembered(ask: (phrase: string) => boolean): (phrase: string) => boolean {
  const answers = new Map<string, boolean>();
  return (phrase) => {
    const known = answers.get(phrase) ?? ask(phrase);
    answers.set(phrase, known);
    return known;
  };
}
