import {
  anyButSlash,
  anyFolders,
  anyText,
  everything,
  type Part,
  PathAutomaton,
  slashCode,
} from './automaton.ts';
import { bracketAt } from './bracket.ts';

/** Limit of the UTF-16 units of all globs that count. It limits the cost of one path. */
export const maxGlobTextUnits = 32 * 1024;
/** UTF-16 units of one glob. A longer glob does not count. */
const maxGlobUnits = 1000;

/**
 * Reads VS Code's `files.exclude`: globs relative to the folder, which match a path or a folder above it.
 * Globs after `maxGlobTextUnits` do not count. Returns `undefined` if there are no globs.
 */
export function excludedBy(globs: readonly string[]): ((path: string) => boolean) | undefined {
  let left = maxGlobTextUnits;
  const counted = globs.filter((glob) => {
    if (glob.length > maxGlobUnits) return false;
    left -= glob.length;
    return left >= 0;
  });
  const automaton = globAutomaton(counted);
  return counted.length === 0 ? undefined : (path) => automaton.match(path) !== -1;
}

export function globAutomaton(globs: readonly string[]): PathAutomaton {
  return new PathAutomaton(globs.map((glob) => partsOf(glob.trim().replace(/\/$/, ''))));
}

/**
 * Reads `*`, `?`, `**`, `{a,b}` and `[…]`. Parentheses, quotes and unclosed brackets are ordinary characters.
 * Source: `parseRegExp` in VS Code's `glob.ts`.
 */
function partsOf(glob: string): Part[] {
  const closings = closingBraces(glob);
  /** @param startsName Whether a name of the path begins here. */
  const read = (from: number, to: number, startsName: boolean): Part[] => {
    const parts: Part[] = [];
    for (let at = from; at < to; at++) {
      const atStart = at === from ? startsName : glob[at - 1] === '/';
      const character = glob[at];
      if (character === '/' && /^(?:\/\*{2,})+$/.test(glob.slice(at, to))) {
        parts.push({ either: [[], [slashCode, everything]] });
        break;
      }
      if (character === '*') {
        let end = at;
        while (end < to && glob[end] === '*') end++;
        if (end - at > 1 && atStart && end === to) parts.push(everything);
        else if (end - at > 1 && atStart && glob[end] === '/') parts.push(anyFolders);
        else parts.push(anyText);
        at = parts.at(-1) === anyFolders ? end : end - 1;
        continue;
      }
      const closing = character === '{' ? closings.get(at) : undefined;
      if (closing) {
        const either = closing.options.map(([start, end]) => read(start, end, atStart));
        parts.push({ either });
        at = closing.end;
        continue;
      }
      const bracket = character === '[' ? bracketAt(glob.slice(0, to), at) : undefined;
      if (bracket) {
        parts.push(bracket.unit);
        at = bracket.end - 1;
      } else if (character === '?') parts.push(anyButSlash);
      else {
        if (character === '\\' && at + 1 < to) at++;
        parts.push(glob.charCodeAt(at));
      }
    }
    return parts;
  };
  return read(0, glob.length, true);
}

interface Braces {
  /** Position of the `}`. */
  readonly end: number;
  /** Start and end of each alternative, exclusive. */
  readonly options: [number, number][];
}

/** Returns braces by the position of the `{`, without those that are not closed. */
function closingBraces(glob: string): Map<number, Braces> {
  const found = new Map<number, Braces>();
  const open: { start: number; options: [number, number][]; from: number }[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at];
    if (character === '\\') at++;
    else if (character === '{') open.push({ start: at, options: [], from: at + 1 });
    else if (character === ',') {
      const braces = open.at(-1);
      if (!braces) continue;
      braces.options.push([braces.from, at]);
      braces.from = at + 1;
    } else if (character === '}') {
      const braces = open.pop();
      if (!braces) continue;
      braces.options.push([braces.from, at]);
      found.set(braces.start, { end: at, options: braces.options });
    }
  }
  return found;
}
