import { EVENT_ID } from 'js-yaml';
import type { EventCursor } from './event-cursor.ts';

/** A part of a value that is not in the text. */
const unknown = `\${?}`;
/** Longer texts are policies, scripts or dashboards, not names. */
const maxNameUnits = 4096;

/**
 * Consumes a function's argument, whatever its tag is. Returns `undefined` if the text does not contain the
 * value.
 */
type Reader = (cursor: EventCursor) => string | undefined;

const readers: ReadonlyMap<string, Reader> = new Map([
  ['Ref', readRef],
  ['Fn::GetAtt', readGetAtt],
  ['Fn::Sub', readSub],
  ['Fn::Join', readJoin],
]);
const readersByTag: ReadonlyMap<string, Reader> = new Map(
  [...readers].map(([name, reader]) => [`!${name.replace('Fn::', '')}`, reader]),
);

/**
 * Consumes a node. Returns it in `Fn::Sub`'s notation if it is one intrinsic function that makes text: `Ref`,
 * `Fn::GetAtt`, `Fn::Sub` or `Fn::Join`, by short tag or long name.
 */
export function readPattern(cursor: EventCursor): string | undefined {
  if (cursor.peek()?.type === EVENT_ID.ALIAS) return cursor.follow(() => readPattern(cursor));
  const reader = readerAt(cursor);
  if (!reader) return skipped(cursor);
  const pattern = cursor.tagOf(cursor.peek()) === undefined ? readOnlyValue(cursor, reader) : reader(cursor);
  return pattern !== undefined && pattern.length <= maxNameUnits ? pattern : undefined;
}

function readerAt(cursor: EventCursor): Reader | undefined {
  const event = cursor.peek();
  const tag = cursor.tagOf(event);
  if (tag !== undefined) return readersByTag.get(tag);
  return event?.type === EVENT_ID.MAPPING ? readers.get(cursor.firstKey() ?? '') : undefined;
}

/** A function's long name is the only key of its mapping. */
function readOnlyValue(cursor: EventCursor, reader: Reader): string | undefined {
  let pattern: string | undefined;
  let pairs = 0;
  cursor.inside(EVENT_ID.MAPPING, () => {
    cursor.skip();
    pattern = pairs++ === 0 && !cursor.tagOf(cursor.peek()) ? reader(cursor) : skipped(cursor);
  });
  return pattern;
}

function readRef(cursor: EventCursor): string | undefined {
  return variable(readScalar(cursor));
}

function readGetAtt(cursor: EventCursor): string | undefined {
  if (cursor.peek()?.type !== EVENT_ID.SEQUENCE) return variable(readScalar(cursor));
  const names = readItems(cursor, readUntagged);
  return names.includes(undefined) ? undefined : variable(names.join('.'));
}

function readSub(cursor: EventCursor): string | undefined {
  if (cursor.peek()?.type !== EVENT_ID.SEQUENCE) return substitutable(readScalar(cursor));
  let text: string | undefined;
  let variables: ReadonlyMap<string, string> = new Map();
  cursor.sequence((position) => {
    if (position === 0) text = substitutable(readUntagged(cursor));
    else if (position === 1 && cursor.peek()?.type === EVENT_ID.MAPPING) variables = readVariables(cursor);
    else cursor.skip();
  });
  return text === undefined ? undefined : substitute(text, variables);
}

function readVariables(cursor: EventCursor): Map<string, string> {
  const variables = new Map<string, string>();
  cursor.inside(EVENT_ID.MAPPING, () => {
    const name = readUntagged(cursor);
    const value = readPart(cursor);
    if (name !== undefined) variables.set(name, value);
  });
  return variables;
}

function readJoin(cursor: EventCursor): string | undefined {
  if (cursor.peek()?.type !== EVENT_ID.SEQUENCE) return skipped(cursor);
  let delimiter: string | undefined;
  let parts: readonly string[] | undefined;
  cursor.sequence((position) => {
    const value = cursor.peek();
    if (position === 0) delimiter = literal(readUntagged(cursor));
    else if (position === 1 && value?.type === EVENT_ID.SEQUENCE && !cursor.tagOf(value))
      parts = readItems(cursor, readPart);
    else cursor.skip();
  });
  if (delimiter === undefined || !parts) return undefined;
  // A file with many empty parts would expand to gigabytes of delimiters.
  return delimiter.length * (parts.length - 1) > maxNameUnits ? undefined : parts.join(delimiter);
}

/** Returns a text, a function, or the sign for an unknown part. */
function readPart(cursor: EventCursor): string {
  const value = cursor.peek();
  if (value?.type === EVENT_ID.ALIAS) return cursor.follow(() => readPart(cursor)) ?? unknown;
  const isText = value?.type === EVENT_ID.SCALAR && value.tagStart < 0;
  return (isText ? literal(readScalar(cursor)) : readPattern(cursor)) ?? unknown;
}

function readItems<Item>(cursor: EventCursor, read: (cursor: EventCursor) => Item): Item[] {
  const items: Item[] = [];
  cursor.sequence(() => items.push(read(cursor)));
  return items;
}

function readUntagged(cursor: EventCursor): string | undefined {
  return cursor.tagOf(cursor.peek()) === undefined ? readScalar(cursor) : skipped(cursor);
}

/** Consumes a node. Returns its text if it is a scalar that is not empty. */
function readScalar(cursor: EventCursor): string | undefined {
  const value = cursor.peek();
  if (value?.type === EVENT_ID.ALIAS) return cursor.follow(() => readUntagged(cursor));
  cursor.skip();
  return value?.type === EVENT_ID.SCALAR && value.valueStart >= 0 ? cursor.valueOf(value) : undefined;
}

function skipped(cursor: EventCursor): undefined {
  cursor.skip();
}

/** A loop's variable may be in a name. Its value is not known. */
function variable(name: string | undefined): string | undefined {
  return name === undefined || !/^[\w.:-]+$/.test(name) ? undefined : `\${${name}}`;
}

/** A text that is taken as it is. A tool fills in the variables in it before CloudFormation sees it. */
function literal(text: string | undefined): string | undefined {
  return withoutFilled(text)?.replace(/\$\{(?!\?\})[^{}]*\}/g, unknown);
}

/** A text of `Fn::Sub`. Variables stay, and so do escaped ones, `${!Name}`. */
function substitutable(text: string | undefined): string | undefined {
  return withoutFilled(text);
}

/** Returns the text without the parts that only the rendered template or the deployed stack knows. */
function withoutFilled(text: string | undefined): string | undefined {
  if (text === undefined || text.length > maxNameUnits) return undefined;
  const filled = text
    .replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, unknown)
    .replace(/\$\{[^{}]*[$&]\{[^{}]*\}[^{}]*\}/g, unknown);
  return filled.includes('{{') || filled.includes('{%') ? undefined : filled;
}

function substitute(text: string, variables: ReadonlyMap<string, string>): string | undefined {
  let made = '';
  let from = 0;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/\$\{([^!{}][^{}]*)\}/g)) {
    made += text.slice(from, index) + (variables.get(name.trim()) ?? whole);
    if (made.length > maxNameUnits) return undefined;
    from = index + whole.length;
  }
  return made + text.slice(from);
}
