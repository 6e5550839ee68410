import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { maskJinja } from './jinja.ts';

/** A text in the form in which it could be parsed. */
export interface ParsedText {
  readonly events: readonly Event[];
  /** The events' offsets refer to this text: Jinja is masked and short lines are padded. */
  readonly text: string;
  /** The same text with Jinja as written, at the same offsets. Names and values are read from here. */
  readonly written: string;
  /** Line → number of columns that were added in front of it to make it parse. */
  readonly pads: ReadonlyMap<number, number>;
}

type Unparsed = Omit<ParsedText, 'events'>;

const maxDepth = 300;
/** Limit of characters that are parsed for one text in all attempts: about 300 ms. */
const maxWorkUnits = 16 * 1024 * 1024;
const padding = ' '.repeat(200);

/**
 * Parses YAML or JSON, and text that CloudFormation accepts although strict YAML does not: continuation lines
 * of flow collections and quoted scalars that are not indented enough (they are padded), and Jinja around the
 * template (masked by filler of the same length).
 * @throws YAMLException
 */
export function parseText(written: string): ParsedText {
  try {
    return parsePadded({ text: written, written, pads: new Map() });
  } catch (error) {
    const text = maskJinja(written);
    if (text === written) throw error;
    return parsePadded({ text, written, pads: new Map() });
  }
}

/**
 * Pads the line that was rejected and tries again. If the next line is rejected too, pads more and more lines
 * at once. That is too many if the collection ends earlier: the line after it is then too far right to be
 * valid, so a wrong pad is always rejected, and padding starts again with one line.
 */
function parsePadded(start: Unparsed): ParsedText {
  let current = start;
  let before = start;
  let rejected = { line: -1, start: 0 };
  let padded = 0;
  let work = 0;
  for (;;) {
    try {
      return { ...current, events: parseEvents(current.text, { maxDepth: maxDepth }) };
    } catch (error) {
      const next = deficientLine(error);
      work += current.text.length;
      if (work > maxWorkUnits) throw error;
      if (next && !current.pads.has(next.line)) {
        padded = next.line === rejected.line + padded ? padded * 4 : 1;
        [before, rejected] = [current, next];
      } else if (padded > 1) padded = 1;
      else throw error;
      current = padLines(before, rejected, padded);
    }
  }
}

function deficientLine(error: unknown): { line: number; start: number } | undefined {
  if (!(error instanceof YAMLException) || !error.reason?.includes('deficient indentation')) return undefined;
  return error.mark && { line: error.mark.line, start: error.mark.position - error.mark.column };
}

function padLines(from: Unparsed, first: { line: number; start: number }, count: number): Unparsed {
  const pads = new Map(from.pads);
  const starts: number[] = [];
  const lineEnd = /\r\n|\n|\r/g;
  lineEnd.lastIndex = first.start;
  for (let line = first.line; line < first.line + count; line++) {
    starts.push(starts.length === 0 ? first.start : lineEnd.lastIndex);
    pads.set(line, (pads.get(line) ?? 0) + padding.length);
    if (!lineEnd.test(from.text)) break;
  }
  return { text: insertAt(from.text, starts), written: insertAt(from.written, starts), pads };
}

function insertAt(text: string, starts: readonly number[]): string {
  const parts = starts.map((start, index) => padding + text.slice(start, starts[index + 1]));
  return text.slice(0, starts[0]) + parts.join('');
}
