import type { FindingView } from '#protocol/findings.ts';
import { byUrgency } from '#protocol/urgency.ts';

/** The text of a file, a line at a time, as an editor has it. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A position in a file: absolute path, 0-based line. */
export interface Cursor {
  readonly file: string;
  readonly line: number;
  readonly lines: Lines;
}

/**
 * Returns the findings of the resource whose declaration contains the cursor, the most urgent first. A declaration goes on while its
 * lines are indented more than its key: the editor may have changed the file since it was read.
 */
export function findingsAt(findings: Iterable<FindingView>, cursor: Cursor): FindingView[] {
  return [...findings]
    .filter(({ link }) => link?.place?.file === cursor.file && contains(cursor, link.place.line))
    .sort(byUrgency);
}

function contains({ line: cursor, lines }: Cursor, start: number): boolean {
  if (cursor < start || start >= lines.lineCount) return false;
  const keyIndent = indentOf(lines.lineAt(start).text);
  for (let line = start + 1; line <= cursor && line < lines.lineCount; line++) {
    const { text } = lines.lineAt(line);
    // Its own closing bracket is still a part of it.
    const isEnd = line === cursor && /^\s*[}\]]/.test(text) && indentOf(text) === keyIndent;
    if (text.trim() !== '' && indentOf(text) <= keyIndent && !isEnd) return false;
  }
  return true;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
