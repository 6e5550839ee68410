import { editBetween, type TextEdit } from './text-edit.ts';

/** Moving positions takes time for each edit; above this, neighbors are joined. */
const maxEdits = 2_000;

/** Each level takes linear time. */
const maxDepth = 4;

/** Returns the edits that turn one text into the other: none, one, or one for each part that changed. Takes linear time. */
export function editsBetween(before: string, after: string): TextEdit[] {
  return splitEdit(before, after, editBetween(before, after));
}

/**
 * Splits an edit at lines that it does not change, so that their positions are kept. Each edit refers to the text after
 * the edits before it. Only lines that occur once in each text of a part separate edits.
 *
 * @param edit Turns `before` into `after`.
 */
export function splitEdit(before: string, after: string, edit: TextEdit): TextEdit[] {
  if (edit.start === edit.oldEnd && edit.start === edit.newEnd) return [];
  const start = lineStart(after, edit.start);
  const rest = lineEnd(before, edit.oldEnd) - edit.oldEnd;
  const old = before.slice(start, edit.oldEnd + rest);
  const now = after.slice(start, edit.newEnd + rest);
  const edits = splitPart(old, now, start, maxDepth);
  return edits.length > maxEdits ? joined(edits) : edits;
}

/**
 * Splits a part, then each part between its kept lines: a line that occurs twice in a text may occur once there.
 *
 * @param start Offset of the part in the text that has all earlier edits.
 */
function splitPart(old: string, now: string, start: number, depth: number): TextEdit[] {
  if (old === now) return [];
  const changed = editBetween(old, now);
  const from = lineStart(now, changed.start);
  const rest = lineEnd(old, changed.oldEnd) - changed.oldEnd;
  const [oldEnd, nowEnd] = [changed.oldEnd + rest, changed.newEnd + rest];
  const kept = depth > 0 ? keptLines(old.slice(from, oldEnd), now.slice(from, nowEnd)) : [];
  if (kept.length === 0) {
    const edit = editOfLines(old, now);
    return edit ? [movedBy(edit, start)] : [];
  }
  const edits: TextEdit[] = [];
  let oldFrom = from;
  let nowFrom = from;
  for (const line of [...kept, { old: oldEnd - from, now: nowEnd - from, length: 0 }]) {
    const oldPart = old.slice(oldFrom, from + line.old);
    const nowPart = now.slice(nowFrom, from + line.now);
    for (const edit of splitPart(oldPart, nowPart, start + nowFrom, depth - 1)) edits.push(edit);
    oldFrom = from + line.old + line.length;
    nowFrom = from + line.now + line.length;
  }
  return edits;
}

/** Joins neighbors, so that at most `maxEdits` edits remain. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const size = Math.ceil(edits.length / maxEdits);
  const groups: TextEdit[] = [];
  for (let index = 0; index < edits.length; index += size) {
    let group: TextEdit | undefined;
    for (const edit of edits.slice(index, index + size)) group = group ? joinedTwo(group, edit) : edit;
    if (group) groups.push(group);
  }
  return groups;
}

function joinedTwo(first: TextEdit, second: TextEdit): TextEdit {
  const by = first.newEnd - first.oldEnd;
  return { start: first.start, oldEnd: second.oldEnd - by, newEnd: second.newEnd };
}

function movedBy({ start, oldEnd, newEnd }: TextEdit, by: number): TextEdit {
  return { start: start + by, oldEnd: oldEnd + by, newEnd: newEnd + by };
}

/**
 * Returns the smallest edit; `undefined` if the texts are equal. Among equal lines, a part that was inserted or deleted
 * can be at several offsets: the one at the start of a line is returned, because users insert and delete whole lines.
 */
function editOfLines(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const edit = editBetween(before, after);
  if (edit.oldEnd !== edit.start && edit.newEnd !== edit.start) return edit;
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

/** Returns the offset after the line end. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !startsLine(text, end)) end++;
  return end;
}

function startsLine(text: string, offset: number): boolean {
  if (offset === 0) return true;
  const previous = text.charCodeAt(offset - 1);
  return previous === 10 || (previous === 13 && text.charCodeAt(offset) !== 10);
}

/** A line in both texts, with its offset in each. */
interface KeptLine {
  readonly old: number;
  readonly now: number;
  readonly length: number;
}

/** Returns the longest sequence of lines that occur once in each text, in the same order. */
function keptLines(before: string, after: string): KeptLine[] {
  const present = uniqueLines(after);
  const common: KeptLine[] = [];
  for (const [line, old] of uniqueLines(before)) {
    const now = present.get(line);
    if (now !== undefined) common.push({ old, now, length: line.length });
  }
  return longestInOrder(common);
}

/** Returns the offset of each line that occurs once, without blank lines and a last line without line end. */
function uniqueLines(text: string): Map<string, number> {
  const unique = new Map<string, number>();
  const repeated = new Set<string>();
  let start = 0;
  for (const lineBreak of text.matchAll(/\r\n|\n|\r/g)) {
    const end = lineBreak.index + lineBreak[0].length;
    const line = text.slice(start, end);
    if (unique.delete(line)) repeated.add(line);
    else if (!repeated.has(line) && /\S/.test(line)) unique.set(line, start);
    start = end;
  }
  return unique;
}

/** @param lines In the order of the old text. */
function longestInOrder(lines: readonly KeptLine[]): KeptLine[] {
  /** The last lines of sequences of 1, 2, 3 … lines, each as early in the new text as possible. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  const now = (index: number | undefined) => lines[index ?? -1]?.now ?? -1;
  for (let index = 0; index < lines.length; index++) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (now(ends[middle]) < now(index)) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const longest: KeptLine[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) {
    const line = lines[index];
    if (line) longest.push(line);
  }
  return longest.reverse();
}
