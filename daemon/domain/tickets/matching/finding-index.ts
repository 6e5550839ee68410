import type { Resource } from '#protocol/findings.ts';
import { isNameUnique } from '../../resources/names.ts';
import { foldText } from './fold-text.ts';
import { wordsOf } from './tokens.ts';
import { hashOfWord } from './word-hash.ts';

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
}

/** Findings by the words of the texts that name their resources. It changes with the findings. */
export interface FindingIndex {
  /**
   * Adds a finding whose key is not in the index. Returns the phrases that name it, each as its words and the word with which
   * `wordsOfAccounts` says that a text can name the finding.
   */
  add(finding: MatchableFinding): string[][];
  /** Returns the phrases that named it. */
  remove(key: string): string[][];
  /** Replaces a finding by one that the same texts name (`isNamedAlike`). */
  replace(finding: MatchableFinding): void;
  /** Returns whether the account has a finding. */
  hasAccount(account: string): boolean;
  /**
   * The findings of an account with an id, an ARN or, for `shared`, a name that may contain the word. Some do not, or are of
   * another account.
   * @param word As `hashOfWord` returns it.
   */
  inAccount(account: string, word: number, names: 'own' | 'shared'): readonly IndexedFinding[];
  /** The same for ids that are unique in all accounts. */
  anywhere(word: number): readonly IndexedFinding[];
}

interface Entry extends IndexedFinding {
  finding: MatchableFinding;
  /** The place in its account, and the place among unique ids; -1 if it has none. */
  place: number;
  uniquePlace: number;
}

/** Counts of words, by hash. A collision only makes a word look more common. */
const countedWords = 1 << 18;
const seeds = { own: 1, shared: 2, anywhere: 3 };

/** Phrases that are looked up together. */
interface Group {
  readonly group: string;
  readonly seed: number;
}

const none: Entry[] = [];
const uniqueGroup: Group = { group: '', seed: seeds.anywhere };

/**
 * Opens an empty index. It has each phrase at one word, the one that the fewest phrases contain so far, because most words of
 * an ARN are in every ARN: of equally rare words at the last, the most specific one of an ARN. Adding and removing take
 * constant time.
 */
export function createFindingIndex(): FindingIndex {
  const counts = new Uint32Array(countedWords);
  const byPlace = new Map<number, Entry | Entry[]>();
  const byKey = new Map<string, Entry[]>();
  const accounts = new Map<string, number>();

  /** Puts an entry at its rarest word, and counts its words. Returns the place. */
  function put(entry: Entry, words: readonly string[], { group, seed }: Group): number {
    const places = words.map((word) => placeOf(group, hashOfWord(word), seed));
    const countOf = (place: number) => counts[place % countedWords] ?? 0;
    const rarest = places.reduce((best, place) => (countOf(place) <= countOf(best) ? place : best));
    for (const place of places) counts[place % countedWords] = countOf(place) + 1;
    const others = byPlace.get(rarest);
    if (others === undefined) byPlace.set(rarest, entry);
    else if (Array.isArray(others)) others.push(entry);
    else byPlace.set(rarest, [others, entry]);
    return rarest;
  }

  function takeOut(entry: Entry, place: number, words: readonly string[], { group, seed }: Group): void {
    for (const word of words) {
      const counted = placeOf(group, hashOfWord(word), seed) % countedWords;
      counts[counted] = Math.max(0, (counts[counted] ?? 0) - 1);
    }
    const others = byPlace.get(place);
    if (Array.isArray(others) && others.length > 1) {
      const last = others.pop();
      if (last !== undefined && last !== entry) others[others.indexOf(entry)] = last;
    } else byPlace.delete(place);
  }

  const at = (place: number) => {
    const found = byPlace.get(place) ?? none;
    return Array.isArray(found) ? found : [found];
  };

  return {
    add(finding) {
      const phrases: string[][] = [];
      const entries: Entry[] = [];
      for (const { phrase, named } of phrasesOf(finding)) {
        const words = [...wordsOf(phrase)];
        if (words.length === 0) continue;
        const entry: Entry = { finding, phrase, named, place: -1, uniquePlace: -1 };
        entry.place = put(entry, words, accountGroup(entry));
        if (isUnique(entry)) entry.uniquePlace = put(entry, words, uniqueGroup);
        entries.push(entry);
        phrases.push(...phrasesIn(entry, words));
      }
      // A copy has no room for more.
      byKey.set(finding.key, [...entries]);
      accounts.set(finding.account, (accounts.get(finding.account) ?? 0) + entries.length);
      return phrases;
    },
    remove(key) {
      const entries = byKey.get(key) ?? [];
      byKey.delete(key);
      const account = entries[0]?.finding.account ?? '';
      const others = (accounts.get(account) ?? 0) - entries.length;
      if (others > 0) accounts.set(account, others);
      else accounts.delete(account);
      return entries.flatMap((entry) => {
        const words = [...wordsOf(entry.phrase)];
        takeOut(entry, entry.place, words, accountGroup(entry));
        if (entry.uniquePlace >= 0) takeOut(entry, entry.uniquePlace, words, uniqueGroup);
        return phrasesIn(entry, words);
      });
    },
    replace(finding) {
      for (const entry of byKey.get(finding.key) ?? []) entry.finding = finding;
    },
    hasAccount: (account) => accounts.has(account),
    inAccount: (account, word, names) => at(placeOf(account, word, seeds[names])),
    anywhere: (word) => at(placeOf('', word, seeds.anywhere)),
  };
}

function placeOf(group: string, word: number, seed: number): number {
  return Math.imul(word ^ hashOfWord(group, seed), 0x9e3779b1) >>> 2;
}

/** The word of a text that names no account. */
const noAccount = 'no account';

/** Returns words for the accounts that a text names: a finding of another account cannot be meant. */
export function wordsOfAccounts(accounts: ReadonlySet<string>): string[] {
  return accounts.size > 0 ? [...accounts] : [noAccount];
}

function phrasesIn(entry: Entry, words: readonly string[]): string[][] {
  const inAccount = [entry.finding.account, ...words];
  return entry.uniquePlace >= 0 ? [inAccount, [noAccount, ...words]] : [inAccount];
}

function accountGroup({ finding, named }: IndexedFinding): Group {
  return { group: finding.account, seed: named === 'name' ? seeds.shared : seeds.own };
}

function isUnique({ finding, named }: IndexedFinding): boolean {
  return named === 'id' && isNameUnique(finding.resource.type);
}

function phrasesOf(finding: MatchableFinding): Pick<IndexedFinding, 'phrase' | 'named'>[] {
  const { id, name, arn } = finding.resource;
  const phrases: Pick<IndexedFinding, 'phrase' | 'named'>[] = [];
  const add = (named: IndexedFinding['named'], text: string | undefined) => {
    const phrase = foldText(text ?? '');
    if (phrase !== '' && phrases.every((other) => other.phrase !== phrase)) phrases.push({ phrase, named });
  };
  add('id', id);
  add('arn', arn);
  add('name', name);
  // A key of GuardDuty ends with the id of the finding.
  if (finding.key.startsWith('guardduty:'))
    add('finding', finding.key.slice(finding.key.lastIndexOf(':') + 1));
  return phrases;
}

/** Returns whether two findings are named by the same texts. */
export function isNamedAlike(a: MatchableFinding, b: MatchableFinding): boolean {
  return (
    a.account === b.account &&
    a.region === b.region &&
    a.rule === b.rule &&
    a.ruleIdentifier === b.ruleIdentifier &&
    a.resource.type === b.resource.type &&
    a.resource.id === b.resource.id &&
    a.resource.name === b.resource.name &&
    a.resource.arn === b.resource.arn
  );
}
