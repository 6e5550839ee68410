/** One replaced part of a text, in UTF-16 offsets: what stood from `start` to `oldEnd` now stands from `start` to `newEnd`. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Start and end, exclusive. */
export type Span = readonly [start: number, end: number];

/**
 * Where a word is after an edit; nothing where it was deleted. What is typed in it belongs to it, what is typed at its
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

/** Where the end of something is after an edit: what is replaced around it counts as its own. */
export function moveEnd(end: number, { start, oldEnd, newEnd }: TextEdit): number {
  if (start >= end) return end;
  return oldEnd <= end ? end + newEnd - oldEnd : newEnd;
}
