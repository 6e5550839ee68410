import { pathToFileURL } from 'node:url';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { openTexts } from '../../daemon/server/session/open-text.ts';

/** Opens a text as an editor does, and returns the messages that the editor sends during edits. */
export function openText(file: string, content: string) {
  const text = openTexts.create(pathToFileURL(file).href, 'yaml', 1, content);
  const { document, template } = text;
  const send = (...changes: TextDocumentContentChangeEvent[]) => {
    openTexts.update(text, changes, document.version + 1);
  };
  const replacement = (start: number, end: number, typed: string) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    text: typed,
  });
  return {
    template,
    send,
    text: () => document.getText(),
    /** Replaces the text between two offsets. */
    replace: (start: number, end: number, typed: string) => send(replacement(start, end, typed)),
    /** Replaces the first occurrence of each text, all in one notification. Each edit applies to the result of earlier edits. */
    edit(...edits: readonly (readonly [words: string, typed: string])[]): void {
      const scratch = openText(file, document.getText());
      send(
        ...edits.map(([words, typed]) => {
          const start = scratch.text().indexOf(words);
          if (start < 0) throw new Error(`the text has no ${JSON.stringify(words)}`);
          const change = scratch.replacement(start, start + words.length, typed);
          scratch.send(change);
          return change;
        }),
      );
    },
    replacement,
    /** Sends the whole text, like a client without support for ranges. */
    become: (whole: string) => send({ text: whole }),
  };
}
