/** One replaced part of a text, in UTF-16 offsets: `start` to `oldEnd` of the old text is `start` to `newEnd` of the new one. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Returns the smallest edit that makes one text of the other. Without it, a client that replaces more than it changes (a
 * formatter, or a client that sends whole texts) would delete every word.
 *
 * @param start offset of both texts in the text that they are part of
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
 * Returns where a word is after an edit; nothing if it was deleted. Text typed in a word belongs to it, text typed at its
 * ends does not.
 */
export function moveSpan([start, end]: Span, edit: TextEdit): Span | undefined {
  const by = edit.newEnd - edit.oldEnd;
  if (edit.start >= end) return [start, end];
  if (edit.oldEnd <= start) return [start + by, end + by];
  if (edit.start > start && edit.oldEnd < end) return [start, end + by];
  if (edit.start > start) return [start, edit.start];
  return edit.oldEnd < end ? [edit.newEnd, end + by] : undefined;
}

/** Returns where the end of something is after an edit. Text that replaces the end and its surroundings belongs to it. */
export function moveEnd(end: number, { start, oldEnd, newEnd }: TextEdit): number {
  if (start >= end) return end;
  return oldEnd <= end ? end + newEnd - oldEnd : newEnd;
}
