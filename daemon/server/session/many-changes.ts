import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';

/**
 * Returns the text after many changes. `TextDocument.update` copies the whole text for each change; here a change costs
 * only its own lines. Positions out of range are moved into the text, as `TextDocument` does.
 */
export function textAfter(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  let lines = linesOf(text);
  for (const change of changes) {
    if (!('range' in change)) {
      lines = linesOf(change.text);
      continue;
    }
    const ends = [inText(lines, change.range.start), inText(lines, change.range.end)] as const;
    const [start, end] = isAfter(ends[0], ends[1]) ? [ends[1], ends[0]] : ends;
    const head = lines[start.line]?.slice(0, start.character) ?? '';
    const tail = lines[end.line]?.slice(end.character) ?? '';
    const replaced = linesOf(head + change.text + tail);
    // A line end that is followed by another line begins no empty line.
    if (end.line < lines.length - 1) replaced.pop();
    const count = end.line - start.line + 1;
    if (replaced.length <= maxArguments) lines.splice(start.line, count, ...replaced);
    else lines = [...lines.slice(0, start.line), ...replaced, ...lines.slice(start.line + count)];
  }
  return lines.join('');
}

/** Longer lists are not spread into arguments: they would exceed the stack. */
const maxArguments = 1_000;

/** Returns the lines with their line ends. The last one has none, and may be empty. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const lineBreak of text.matchAll(/\r\n|\n|\r/g)) {
    const end = lineBreak.index + lineBreak[0].length;
    lines.push(text.slice(start, end));
    start = end;
  }
  lines.push(text.slice(start));
  return lines;
}

function inText(lines: readonly string[], { line, character }: Position): Position {
  const last = lines.length - 1;
  if (line > last) return { line: last, character: lines[last]?.length ?? 0 };
  if (line < 0) return { line: 0, character: 0 };
  const length = lines[line]?.replace(/[\r\n]+$/, '').length ?? 0;
  return { line, character: Math.max(0, Math.min(character, length)) };
}

function isAfter(a: Position, b: Position): boolean {
  return a.line > b.line || (a.line === b.line && a.character > b.character);
}
