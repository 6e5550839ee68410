import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

/** A position in a list, or a key. */
export type Path = readonly (string | number)[];

/** Offsets in the text, in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One value of the file, with its place. */
export interface Entry {
  readonly path: Path;
  /** Absent for the items of a list. */
  readonly key?: Span;
  /** Its text if it is a scalar; of a map or list its first character. */
  readonly value: Span;
}

const maxDepth = 20;

/**
 * Returns every value of the file in its order, with its place. Aliases and keys that are no scalars are left out: the file
 * needs none.
 * @throws YAMLException
 */
export function outlineOf(text: string): Entry[] {
  const events = parseEvents(text, { maxDepth });
  const entries: Entry[] = [];
  let at = 0;

  /** Reads the value that begins here, and moves to the event after it. */
  function value(path: Path, key: Span | undefined): void {
    const event = events[at++];
    if (!event) return;
    const found = path.length > 0 && { path, ...(key && { key }), value: spanOf(event) };
    if (found) entries.push(found);
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let index = 0; at < events.length && !isPop(events[at]); index++)
        value([...path, index], undefined);
      at++;
    }
    if (event.type === EVENT_ID.MAPPING) {
      while (at < events.length && !isPop(events[at])) member(path);
      at++;
    }
  }

  function member(path: Path): void {
    const key = events[at];
    if (key?.type !== EVENT_ID.SCALAR) {
      skip();
      skip();
      return;
    }
    at++;
    value([...path, getScalarValue(text, key)], spanOf(key));
  }

  function skip(): void {
    const before = entries.length;
    value([], undefined);
    entries.length = before;
  }

  const [document] = events;
  if (document?.type === EVENT_ID.DOCUMENT) at = 1;
  if (!isPop(events[at])) value([], undefined);
  return entries;
}

function isPop(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.POP;
}

function spanOf(event: Event): Span {
  if (event.type === EVENT_ID.SCALAR) return { start: event.valueStart, end: event.valueEnd };
  const start = 'start' in event ? event.start : 'anchorStart' in event ? event.anchorStart : 0;
  return { start, end: start + 1 };
}
