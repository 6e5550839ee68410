import type { TextEdit } from './text-edit.ts';

/**
 * What was edited between two texts, each edit to be applied to the text that those before it made. Usually it is one;
 * where several places changed at once, they are told apart by the lines between them that are written once.
 */
export function editsBetween(before: string, after: string): TextEdit[] {
  const whole = trimmed(before, after);
  if (!whole) return [];
  const start = lineStart(after, whole.start);
  const behind = lineEnd(before, whole.oldEnd) - whole.oldEnd;
  const old = before.slice(start, whole.oldEnd + behind);
  const now = after.slice(start, whole.newEnd + behind);
  const edits: TextEdit[] = [];
  let oldFrom = 0;
  let nowFrom = 0;
  for (const kept of [...keptLines(old, now), { old: old.length, now: now.length, length: 0 }]) {
    const edit = editOfLines(old.slice(oldFrom, kept.old), now.slice(nowFrom, kept.now));
    if (edit) edits.push(movedBy(edit, start + nowFrom));
    oldFrom = kept.old + kept.length;
    nowFrom = kept.now + kept.length;
  }
  return edits;
}

function movedBy({ start, oldEnd, newEnd }: TextEdit, by: number): TextEdit {
  return { start: start + by, oldEnd: oldEnd + by, newEnd: newEnd + by };
}

/** The smallest edit from one text to the other; nothing where they are the same. */
function trimmed(before: string, after: string): TextEdit | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start === before.length && start === after.length) return undefined;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}

/**
 * The smallest edit. What was inserted or deleted can often be said at several places: of three equal lines, which is
 * the new one? The one that begins at a line's start is taken, as a person works.
 */
function editOfLines(before: string, after: string): TextEdit | undefined {
  const edit = trimmed(before, after);
  if (!edit || (edit.oldEnd !== edit.start && edit.newEnd !== edit.start)) return edit;
  const text = edit.newEnd === edit.start ? before : after;
  const length = Math.max(edit.oldEnd, edit.newEnd) - edit.start;
  for (let start = edit.start; start >= 0; start--) {
    if (start < edit.start && text.charCodeAt(start) !== text.charCodeAt(start + length)) break;
    if (startsLine(text, start)) return movedBy(edit, start - edit.start);
  }
  return edit;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (!startsLine(text, start)) start--;
  return start;
}

/** Behind its line end. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !startsLine(text, end)) end++;
  return end;
}

function startsLine(text: string, offset: number): boolean {
  if (offset === 0) return true;
  const before = text.charCodeAt(offset - 1);
  return before === 10 || (before === 13 && text.charCodeAt(offset) !== 10);
}

/** A line that stands in both texts, at these offsets. */
interface KeptLine {
  readonly old: number;
  readonly now: number;
  readonly length: number;
}

/** The longest sequence of lines that are written once in each text and stand in the same order. */
function keptLines(before: string, after: string): KeptLine[] {
  const there = linesWrittenOnce(after);
  const common: KeptLine[] = [];
  for (const [line, old] of linesWrittenOnce(before)) {
    const now = there.get(line);
    if (now !== undefined) common.push({ old, now, length: line.length });
  }
  return longestInOrder(common);
}

/** Line → offset; not blank lines, nor what has no line end. */
function linesWrittenOnce(text: string): Map<string, number> {
  const once = new Map<string, number>();
  const repeated = new Set<string>();
  let start = 0;
  for (const lineEnd of text.matchAll(/\r\n|\n|\r/g)) {
    const end = lineEnd.index + lineEnd[0].length;
    const line = text.slice(start, end);
    if (once.delete(line)) repeated.add(line);
    else if (!repeated.has(line) && /\S/.test(line)) once.set(line, start);
    start = end;
  }
  return once;
}

/** @param lines in the order of the old text */
function longestInOrder(lines: readonly KeptLine[]): KeptLine[] {
  /** The last lines of sequences that are 1, 2, 3 … long, each as far up in the new text as can be. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  const now = (index: number | undefined) => lines[index ?? -1]?.now ?? -1;
  for (let index = 0; index < lines.length; index++) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (now(ends[middle]) < now(index)) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1];
    ends[low] = index;
  }
  const longest: KeptLine[] = [];
  for (let index = ends.at(-1); index !== undefined; index = before[index]) {
    const line = lines[index];
    if (line) longest.push(line);
  }
  return longest.reverse();
}
