import {
  anyButSlash,
  anyFolders,
  anyText,
  everything,
  type Part,
  PathAutomaton,
  slashCode,
  type Unit,
} from './automaton.ts';
import { bracketAt } from './bracket.ts';

/** The verdict of a `.gitignore` on a path below its folder, with `/`. The path of a folder ends with `/`. */
export type Verdict = 'ignored' | 'kept' | undefined;

/**
 * Limit of the UTF-16 units of all patterns that count. It limits the cost of one path. People write far
 * fewer.
 */
export const maxIgnoreTextUnits = 32 * 1024;
/** UTF-16 units of one pattern. A longer pattern does not count. */
const maxPatternUnits = 1000;

interface Rule {
  readonly parts: readonly Part[];
  readonly keeps: boolean;
}

/**
 * Reads a `.gitignore`. If several rules match, the last one counts. Everything in an ignored folder is
 * ignored. Patterns after `maxIgnoreTextUnits` do not count.
 */
export function ignoreRules(
  text: string,
  { foldsCase = process.platform !== 'linux' } = {},
): { readonly verdict: (path: string) => Verdict; readonly automaton: PathAutomaton } {
  const rules: Rule[] = [];
  let left = maxIgnoreTextUnits;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.startsWith('#') || line.length > maxPatternUnits) continue;
    left -= line.length;
    const rule = left >= 0 ? ruleOf(line, foldsCase) : undefined;
    if (rule) rules.push(rule);
  }
  const automaton = new PathAutomaton(rules.map(({ parts }) => parts));
  const said = (pattern: number): Verdict => {
    if (pattern === -1) return undefined;
    return rules[pattern]?.keeps ? 'kept' : 'ignored';
  };
  const verdict = (path: string): Verdict => {
    const compared = foldsCase ? path.toLowerCase() : path;
    let reached = automaton.start;
    for (let at = 0; at < compared.length; at++) {
      const code = compared.charCodeAt(at);
      reached = automaton.next(reached, code);
      if (code === slashCode && said(reached.pattern) === 'ignored') return 'ignored';
    }
    return said(reached.pattern);
  };
  return { verdict, automaton };
}

/** Source: gitignore(5), and git's `dir.c` and `wildmatch.c` for cases that it does not define. */
function ruleOf(line: string, foldsCase: boolean): Rule | undefined {
  const keeps = line.startsWith('!');
  let pattern = withoutTrailingSpaces(keeps ? line.slice(1) : line);
  const isFolder = pattern.endsWith('/');
  if (isFolder) pattern = pattern.slice(0, -1);
  const isAnchored = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  if (pattern === '') return undefined;
  const names = pattern.split('/');
  const parts: Part[] = isAnchored ? [] : [anyFolders];
  for (const [position, name] of names.entries()) {
    const isLast = position === names.length - 1;
    if (isAnchored && /^\*{2,}$/.test(name)) {
      // Everything in a folder, but not the folder itself.
      if (!isLast) parts.push(anyFolders);
      else if (isFolder) parts.push(anyFolders, anyButSlash, anyText);
      else return { parts: [...parts, () => true, everything], keeps };
      continue;
    }
    const read = nameParts(name, foldsCase);
    if (!read) return undefined;
    parts.push(...read);
    if (!isLast) parts.push(slashCode);
  }
  const end: Part = isFolder ? slashCode : { either: [[], [slashCode]] };
  return { parts: [...parts, end], keeps };
}

/** Returns `undefined` for a pattern that Git does not support. */
function nameParts(name: string, foldsCase: boolean): Part[] | undefined {
  // A name of the path is never empty.
  if (/^\*+$/.test(name)) return [anyButSlash, anyText];
  const parts: Part[] = [];
  for (let at = 0; at < name.length; at++) {
    const character = name[at];
    if (character === '*') {
      while (name[at + 1] === '*') at++;
      parts.push(anyText);
    } else if (character === '?') parts.push(anyButSlash);
    else if (character === '[') {
      const bracket = bracketAt(name, at);
      if (!bracket) return undefined;
      parts.push(foldsCase ? inBothCases(bracket.unit) : bracket.unit);
      at = bracket.end - 1;
    } else {
      if (character === '\\') at++;
      if (at >= name.length) return undefined;
      parts.push((foldsCase ? name.toLowerCase() : name).charCodeAt(at));
    }
  }
  return parts;
}

function inBothCases(unit: Unit): Unit {
  if (typeof unit !== 'function') return unit;
  return (code) => {
    const character = String.fromCharCode(code);
    return unit(code) || unit(character.toUpperCase().charCodeAt(0));
  };
}

/** Keeps a space after a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' && !isEscaped(line, end - 1)) end--;
  return line.slice(0, end);
}

function isEscaped(line: string, position: number): boolean {
  let start = position;
  while (line[start - 1] === '\\') start--;
  return (position - start) % 2 === 1;
}
