import type { Path } from './outline.ts';

/** The thing that a user types at a cursor of the file, by its lines: a text that is being typed is rarely YAML. */
export type Cursor =
  /** `start`: column where the key begins. */
  | {
      readonly kind: 'key';
      readonly parent: Path;
      readonly start: number;
      readonly siblings: readonly string[];
    }
  /** `start`: column where the value begins. */
  | { readonly kind: 'value'; readonly path: Path; readonly start: number };

interface Line {
  /** Columns before its first key, with the dash of a list item. */
  readonly indent: number;
  /** Column of its dash; `undefined` without one. */
  readonly dash: number | undefined;
  readonly key: string | undefined;
}

/** A map that is open where a line begins. */
interface OpenMap {
  readonly indent: number;
  readonly path: Path;
  readonly keys: string[];
}

const empty = /^\s*(#|$)/;

/**
 * Returns what is typed at a position; `undefined` in comments and after a whole value. Knows maps and lists in block
 * style, in which the file is written.
 * @param line 0-based. @param character UTF-16 units.
 */
export function cursorAt(text: string, line: number, character: number): Cursor | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const before = (lines[line] ?? '').slice(0, character);
  if (/^\s*#|\s#/.test(before)) return undefined;
  const open: OpenMap[] = [{ indent: 0, path: [], keys: [] }];
  for (const above of lines.slice(0, line)) if (!empty.test(above)) enter(open, readLine(above));
  const here = readLine(before);
  enter(open, { ...here, key: undefined });
  const { path, keys, indent } = open.at(-1) as OpenMap;
  const value = /^\s*(?:- +)*([\w.-]+)\s*:\s+(\S*)$/.exec(before);
  if (value) {
    const [, key = '', typed = ''] = value;
    return { kind: 'value', path: [...path, key], start: character - typed.length };
  }
  const typed = /^\s*(?:- +)*([\w.-]*)$/.exec(before)?.[1];
  if (typed === undefined) return undefined;
  const siblings = [...keys, ...keysBelow(lines.slice(line + 1), indent)];
  return { kind: 'key', parent: path, start: character - typed.length, siblings };
}

function readLine(line: string): Line {
  const [, spaces = '', dash, key] = /^(\s*)(- +)?(?:([\w.-]+)\s*:(?:\s|$))?/.exec(line) ?? [];
  return {
    indent: spaces.length + (dash?.length ?? 0),
    dash: dash === undefined ? undefined : spaces.length,
    key,
  };
}

/** Closes the maps that a line ends, and opens the one that it begins. The outermost stays open. */
function enter(open: OpenMap[], { indent, dash, key }: Line): void {
  const start = dash ?? indent;
  while (open.length > 1 && (open.at(-1)?.indent ?? 0) > start) open.pop();
  const map = open.at(-1) as OpenMap;
  const owner = map.keys.at(-1);
  if (dash !== undefined && owner !== undefined)
    open.push({ indent, path: [...map.path, owner, 0], keys: [] });
  else if (dash === undefined && indent > map.indent && owner !== undefined)
    open.push({ indent, path: [...map.path, owner], keys: [] });
  if (key !== undefined) open.at(-1)?.keys.push(key);
}

function keysBelow(lines: readonly string[], indent: number): string[] {
  const keys: string[] = [];
  for (const text of lines) {
    if (empty.test(text)) continue;
    const below = readLine(text);
    if (below.indent < indent || (below.dash !== undefined && below.indent === indent)) break;
    if (below.indent === indent && below.key !== undefined) keys.push(below.key);
  }
  return keys;
}
