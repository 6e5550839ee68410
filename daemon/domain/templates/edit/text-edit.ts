/**
 * One replaced part of a text, in UTF-16 offsets: `start` to `oldEnd` of the old text becomes `start` to
 * `newEnd` of the new text.
 */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Returns the smallest edit that turns one text into the other. Without it, a client that replaces more than
 * it changes (a formatter, or a client that sends whole texts) would delete every word.
 *
 * @param start Offset of both texts in the text that they are part of.
 */
export function editBetween(before: string, after: string, start = 0): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > same && newEnd > same && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { start: start + same, oldEnd: start + oldEnd, newEnd: start + newEnd };
}

/** Start and end, exclusive. */
export type Span = readonly [start: number, end: number];

/**
 * Returns the position of a word after an edit; `undefined` if the word was deleted. Text that is typed
 * inside a word belongs to it; text at its ends does not.
 */
export function moveSpan([start, end]: Span, edit: TextEdit): Span | undefined {
  const by = edit.newEnd - edit.oldEnd;
  if (edit.start >= end) return [start, end];
  if (edit.oldEnd <= start) return [start + by, end + by];
  if (edit.start > start && edit.oldEnd < end) return [start, end + by];
  if (edit.start > start) return [start, edit.start];
  return edit.oldEnd < end ? [edit.newEnd, end + by] : undefined;
}

/**
 * Returns the end of a range after an edit. Text that replaces the end and its surroundings belongs to the
 * range.
 */
export function moveEnd(end: number, { start, oldEnd, newEnd }: TextEdit): number {
  if (start >= end) return end;
  return oldEnd <= end ? end + newEnd - oldEnd : newEnd;
}
