import type { Resource } from '#protocol/findings.ts';
import { isNameUnique } from '../../resources/names.ts';
import { foldText } from './fold-text.ts';
import { wordsOf } from './tokens.ts';

/** The parts of a finding that a ticket can name. */
export interface MatchableFinding {
  readonly key: string;
  readonly account: string;
  /** `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly resource: Resource;
}

/** A finding, and a text that names its resource, in the form of `foldText`. */
export interface IndexedFinding {
  readonly finding: MatchableFinding;
  readonly phrase: string;
  /** `id`: only this resource has it, like `arn`. `name`: others may share it. `finding`: GuardDuty's own id of the finding. */
  readonly named: 'id' | 'arn' | 'name' | 'finding';
  /** Of the phrase. */
  readonly words: readonly string[];
}

/** Findings by the words of the texts that name their resources. */
export interface FindingIndex {
  readonly accounts: ReadonlySet<string>;
  /** The findings of an account with an id, an ARN or, for `shared`, a name that this word may belong to. */
  inAccount(account: string, word: string, names: 'own' | 'shared'): readonly IndexedFinding[];
  /** The same for ids that are unique in all accounts. */
  anywhere(word: string): readonly IndexedFinding[];
}

/**
 * Groups findings by account and by the word of each text that the fewest other texts contain, because most words of
 * an ARN are in every ARN. Takes time in proportion to the number of findings.
 */
export function indexFindings(findings: readonly MatchableFinding[]): FindingIndex {
  const entries = findings.flatMap(phrasesOf);
  const own = byRarestWord(entries.filter(({ named }) => named !== 'name'));
  const shared = byRarestWord(entries.filter(({ named }) => named === 'name'));
  const isUnique = ({ named, finding }: IndexedFinding) =>
    named === 'id' && isNameUnique(finding.resource.type);
  const unique = byRarestWord(entries.filter(isUnique), () => '');
  return {
    accounts: new Set(findings.map(({ account }) => account)),
    inAccount: (account, word, names) => (names === 'own' ? own : shared).get(`${account} ${word}`) ?? [],
    anywhere: (word) => unique.get(` ${word}`) ?? [],
  };
}

function byRarestWord(
  entries: readonly IndexedFinding[],
  groupOf = ({ finding }: IndexedFinding) => finding.account,
): Map<string, IndexedFinding[]> {
  const counts = new Map<string, number>();
  const placed = entries.map((entry) => {
    const group = groupOf(entry);
    const places = entry.words.map((word) => `${group} ${word}`);
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    return { entry, places };
  });
  const countOf = (place: string) => counts.get(place) ?? 0;
  const byPlace = new Map<string, IndexedFinding[]>();
  for (const { entry, places } of placed) {
    if (places.length === 0) continue;
    const rarest = places.reduce((best, place) => (countOf(place) < countOf(best) ? place : best));
    const others = byPlace.get(rarest);
    if (others) others.push(entry);
    else byPlace.set(rarest, [entry]);
  }
  return byPlace;
}

function phrasesOf(finding: MatchableFinding): IndexedFinding[] {
  const { id, name, arn } = finding.resource;
  const entries: IndexedFinding[] = [];
  const add = (named: IndexedFinding['named'], text: string | undefined) => {
    const phrase = foldText(text ?? '');
    if (phrase !== '' && entries.every((entry) => entry.phrase !== phrase))
      entries.push({ finding, phrase, named, words: [...wordsOf(phrase)] });
  };
  add('id', id);
  add('arn', arn);
  add('name', name);
  // A key of GuardDuty ends with the id of the finding.
  if (finding.key.startsWith('guardduty:'))
    add('finding', finding.key.slice(finding.key.lastIndexOf(':') + 1));
  return entries;
}
