import { printableLine } from '../../../base/printable.ts';
import { hideSecrets } from './hide-secrets.ts';
import { type DiffLine, diffLines } from './line-diff.ts';

/** The changes of a template as a unified diff, for the comment of a review. */
export interface TemplatePatch {
  /** Relative to the root of the checkout, with `/`. */
  readonly file: string;
  /** The other side of the comparison: a branch, or a short hash. */
  readonly base: string;
  /** Hunks without a header, `lines` lines. */
  readonly text: string;
  readonly lines: number;
  readonly added: number;
  readonly removed: number;
  /** Values that look like secrets and are not shown. */
  readonly hidden: number;
  /** The diff is longer: the rest is left out. */
  readonly isCut: boolean;
}

export const maxPatchLines = 120;
export const maxPatchCharacters = 8_000;
/** A longer line is cut off. */
const maxLineCharacters = 400;
/** Unchanged lines around a change. */
const contextLines = 3;

export interface PatchInput {
  readonly file: string;
  readonly base: string;
  /** Absent: the file is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** Returns the changes from one text to another, within limits; `undefined` if nothing differs. */
export function patchOf({ file, base, before, after }: PatchInput): TemplatePatch | undefined {
  // Hidden in both texts before they are compared: a changed secret must not show as a difference of its characters.
  const [old, fresh] = [hideSecrets(linesOf(before ?? '')), hideSecrets(linesOf(after))];
  const diff = diffLines(old.lines, fresh.lines);
  const [added, removed] = [count(diff, '+'), count(diff, '-')];
  if (added + removed === 0) return undefined;
  const all = hunksOf(diff);
  const shown = bounded(all);
  return {
    file,
    base,
    text: shown.join('\n'),
    lines: shown.length,
    added,
    removed,
    hidden: shown.filter((line) => line.includes('•••')).length,
    isCut: shown.length < all.length,
  };
}

function linesOf(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function count(diff: readonly DiffLine[], sign: DiffLine['sign']): number {
  return diff.filter((line) => line.sign === sign).length;
}

/** Returns the changed lines with those around them; a line such as `@@ -12,3 +12,4 @@` begins each hunk. */
function hunksOf(diff: readonly DiffLine[]): string[] {
  const isNear = new Array<boolean>(diff.length).fill(false);
  diff.forEach(({ sign }, index) => {
    if (sign !== ' ') isNear.fill(true, Math.max(0, index - contextLines), index + contextLines + 1);
  });
  const lines: string[] = [];
  let [old, fresh] = [1, 1];
  for (let index = 0; index < diff.length; ) {
    if (!isNear[index]) {
      old++;
      fresh++;
      index++;
      continue;
    }
    const hunk: DiffLine[] = [];
    for (; index < diff.length && isNear[index]; index++) hunk.push(diff[index] ?? { sign: ' ', text: '' });
    const [inOld, inNew] = [hunk.length - count(hunk, '+'), hunk.length - count(hunk, '-')];
    lines.push(`@@ -${old},${inOld} +${fresh},${inNew} @@`);
    for (const { sign, text } of hunk) lines.push(sign + shownLine(text));
    old += inOld;
    fresh += inNew;
  }
  return lines;
}

/** Returns a line without control characters, with its indentation. */
function shownLine(text: string): string {
  return printableLine(text.slice(0, maxLineCharacters).replaceAll('\t', '  '));
}

function bounded(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let characters = 0;
  for (const line of lines) {
    characters += line.length + 1;
    if (shown.length === maxPatchLines || characters > maxPatchCharacters) break;
    shown.push(line);
  }
  return shown;
}
