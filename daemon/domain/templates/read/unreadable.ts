import { YAMLException } from 'js-yaml';
import { type Note, note } from '../../problems/note.ts';
import type { SyntaxFix } from '../../problems/templates.ts';

/** The parser's words → the fix. The first match counts. */
const fixesByWords: readonly (readonly [words: string, fix: SyntaxFix])[] = [
  ['tab characters', 'indent-with-spaces'],
  ['null byte', 'remove-character'],
  ['non-printable', 'remove-character'],
  ['valid JSON character', 'remove-character'],
  ['maxDepth', 'flatten'],
  ['escape sequence', 'double-backslash'],
  ['within a flow collection', 'close-bracket'],
  ['quoted scalar', 'close-quote'],
  ['missed comma', 'add-comma'],
  ['multiline key', 'add-colon'],
  ["expected ':'", 'add-colon'],
  ['indentation', 'align'],
  ['end of the stream or a document separator', 'remove-rest'],
];

/** Returns why a text does not parse and how to fix it. @param error From the parser. */
export function syntaxError(error: unknown): Note {
  const isOfParser = error instanceof YAMLException;
  const reason =
    (isOfParser ? error.reason : undefined) ?? (error instanceof Error ? error.message : String(error));
  const line = isOfParser ? error.mark?.line : undefined;
  const fix = fixesByWords.find(([words]) => reason.includes(words))?.[1] ?? 'other';
  return note('template-syntax', { ...(line !== undefined && { line }), reason, fix });
}
