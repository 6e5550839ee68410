import { signCharacters, signOf } from '../label.ts';
import { createWaiting } from './waiting.ts';

/** The labels and `globalId`s of findings. Hashes each finding once. */
export interface KnownSigns {
  /** Takes the current findings, each once. `next` then applies the differences. */
  take(findings: readonly { readonly key: string }[]): void;
  isPending(): boolean;
  /** Applies one difference. Returns whether there was one. */
  next(): boolean;
  /** Returns the keys of the findings that have one of these labels or `globalId`s. */
  keysOf(signs: readonly string[]): string[];
}

export function createKnownSigns(): KnownSigns {
  const keys = new Set<string>();
  const bySign = new Map<string, string>();
  const waiting = createWaiting<string>();
  let last: readonly { readonly key: string }[] = [];
  return {
    take(findings) {
      if (findings === last) return;
      last = findings;
      const opened = findings.flatMap(({ key }) => (keys.has(key) ? [] : [key]));
      const isGone = findings.length - opened.length < keys.size;
      const current = isGone ? new Set(findings.map(({ key }) => key)) : keys;
      waiting.set(isGone ? [...opened, ...[...keys].filter((key) => !current.has(key))] : opened);
    },
    isPending: () => !waiting.isEmpty(),
    next() {
      const key = waiting.next();
      if (key === undefined) return false;
      if (keys.delete(key)) bySign.delete(signOf(key));
      else {
        keys.add(key);
        bySign.set(signOf(key), key);
      }
      return true;
    },
    keysOf: (signs) => [...new Set(signs.flatMap((sign) => bySign.get(sign.slice(-signCharacters)) ?? []))],
  };
}
