import { EVENT_ID, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { LineRange } from '../template.ts';
import type { EventCursor } from './event-cursor.ts';
import { isFilledLater } from './jinja.ts';
import type { ToRange } from './ranges.ts';
import { put } from './record.ts';
import { readPattern } from './value-patterns.ts';

/** The `Properties` of a resource. */
export interface Properties {
  readonly ranges: Record<string, LineRange>;
  readonly literals: Record<string, string>;
  readonly patterns: Record<string, string>;
}

/**
 * Consumes a mapping of properties. If a key is repeated, the last one counts, as in JSON. Keys that are
 * written next to a merge key win over the keys that it adds. Of several merged values, the first counts.
 */
export function readProperties(cursor: EventCursor, range: ToRange): Properties {
  const own: Properties = { ranges: {}, literals: {}, patterns: {} };
  const merged: Properties[] = [];
  cursor.mapping((property, name) => {
    if (isMergeKey(property, name)) {
      cursor.followEach(() => merged.push(readProperties(cursor, range)));
      return;
    }
    if (Object.hasOwn(own.ranges, name)) {
      delete own.literals[name];
      delete own.patterns[name];
    }
    put(own.ranges, name, range(cursor.startOf(property), cursor.endOfScalar(property)));
    readValue(cursor, own, name);
  });
  for (const other of merged) mergeInto(own, other);
  return own;
}

/** Consumes a property's value. */
function readValue(cursor: EventCursor, into: Properties, name: string): void {
  const value = cursor.peek();
  if (value?.type === EVENT_ID.ALIAS) {
    cursor.follow(() => readValue(cursor, into, name));
    return;
  }
  const isText = value?.type === EVENT_ID.SCALAR && value.tagStart < 0;
  const said = isText ? readLiteral(cursor) : readPattern(cursor);
  if (said !== undefined) put(isText ? into.literals : into.patterns, name, said);
}

/** Consumes a node. Returns its text as written if it is plain and not filled in later. */
export function readLiteral(cursor: EventCursor): string | undefined {
  const value = cursor.peek();
  if (value?.type === EVENT_ID.ALIAS) return cursor.follow(() => readLiteral(cursor));
  cursor.skip();
  if (value?.type !== EVENT_ID.SCALAR || value.tagStart >= 0 || value.valueStart < 0) return undefined;
  const literal = cursor.valueOf(value);
  return isFilledLater(literal) || isNull(value, literal) ? undefined : literal;
}

export function isMergeKey(key: ScalarEvent, name: string): boolean {
  return name === '<<' && key.tagStart < 0;
}

/** YAML's words for null. In quotes they are texts. */
export function isNull({ style }: ScalarEvent, value: string): boolean {
  return style === SCALAR_STYLE.PLAIN && /^(?:|~|null|Null|NULL)$/.test(value);
}

function mergeInto(own: Properties, other: Properties): void {
  for (const [name, written] of Object.entries(other.ranges)) {
    if (Object.hasOwn(own.ranges, name)) continue;
    put(own.ranges, name, written);
    for (const kind of ['literals', 'patterns'] as const) {
      const value = Object.hasOwn(other[kind], name) ? other[kind][name] : undefined;
      if (value !== undefined) put(own[kind], name, value);
    }
  }
}
