import {
  createFindingIndex,
  type FindingIndex,
  isNamedAlike,
  type MatchableFinding,
} from './finding-index.ts';
import { changedNames, createRuleIndex, type RuleNames } from './rule-index.ts';
import { createWaiting } from './waiting.ts';
import { phraseTest, type WordSet } from './word-set.ts';

/** If more phrases changed, every text is compared again: that is faster than to find out which. */
const maxChangedPhrases = 20_000;

/** The findings that tickets are compared with. Takes time in proportion to the changes. */
export interface KnownFindings {
  readonly index: FindingIndex;
  rules(): RuleNames;
  /** Returns whether the finding is known, as far as differences were applied. */
  has(key: string): boolean;
  /** Takes the current findings, each once. `next` then applies the differences. */
  take(findings: readonly MatchableFinding[]): void;
  isPending(): boolean;
  /** Applies one difference. Returns whether there was one. */
  next(): boolean;
  /** Returns a test for the texts that differences since the last call may affect. `undefined`: no differences. */
  takeChanges(): ((words: WordSet) => boolean) | undefined;
}

export function createKnownFindings(): KnownFindings {
  const index = createFindingIndex();
  const rules = createRuleIndex();
  let takenRules = rules.names();
  const byKey = new Map<string, MatchableFinding>();
  const waiting = createWaiting<MatchableFinding | string>();
  let changed: string[][] = [];
  let last: readonly MatchableFinding[] = [];

  function remove(key: string): void {
    const known = byKey.get(key);
    if (!known) return;
    byKey.delete(key);
    rules.remove(known);
    changed.push(...index.remove(key));
  }

  /** Returns the differences; finds equal findings in a new object, and takes these. */
  function differences(findings: readonly MatchableFinding[]): (MatchableFinding | string)[] {
    const differing: (MatchableFinding | string)[] = [];
    let met = 0;
    for (const finding of findings) {
      const known = byKey.get(finding.key);
      if (known !== undefined) met++;
      if (known === finding) continue;
      if (known && isNamedAlike(known, finding)) {
        byKey.set(finding.key, finding);
        index.replace(finding);
      } else differing.push(finding);
    }
    if (met === byKey.size) return differing;
    const keys = new Set(findings.map(({ key }) => key));
    for (const key of byKey.keys()) if (!keys.has(key)) differing.push(key);
    return differing;
  }

  return {
    index,
    rules: rules.names,
    has: (key) => byKey.has(key),
    take(findings) {
      if (findings === last) return;
      last = findings;
      waiting.set(differences(findings));
    },
    isPending: () => !waiting.isEmpty(),
    next() {
      const differing = waiting.next();
      if (differing === undefined) return false;
      if (typeof differing === 'string') remove(differing);
      else {
        remove(differing.key);
        byKey.set(differing.key, differing);
        rules.add(differing);
        changed.push(...index.add(differing));
      }
      return true;
    },
    takeChanges() {
      const names = rules.names();
      const renamed = names === takenRules ? [] : changedNames(takenRules, names).map((name) => [name]);
      const phrases = [...changed, ...renamed];
      takenRules = names;
      changed = [];
      if (phrases.length === 0) return undefined;
      return phrases.length > maxChangedPhrases ? () => true : phraseTest(phrases);
    },
  };
}
