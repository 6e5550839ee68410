import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { createOverlay, type Overlay } from '../../domain/templates/edit/overlay.ts';
import { editsBetween, splitEdit } from '../../domain/templates/edit/split-edit.ts';
import { editBetween, type TextEdit } from '../../domain/templates/edit/text-edit.ts';
import { withoutMark } from '../../domain/templates/read/read-template.ts';
import { readerOf } from '../../workspace/read/template-reader.ts';
import { pathOf } from './file-uri.ts';
import { textAfter } from './many-changes.ts';

/** A text that is open in an editor, and the template in it, if it is a file. */
export interface OpenText {
  readonly uri: string;
  readonly document: TextDocument;
  readonly template: Overlay['template'];
  /** Handles a change of the text: positions follow these edits. */
  readonly change: (edits: readonly TextEdit[]) => void;
}

/** Open texts follow the changes of `textDocument/didChange`; a template is read when it is needed, not at each key. */
export const openTexts: TextDocumentsConfiguration<OpenText> = {
  create(uri, languageId, version, content) {
    const document = TextDocument.create(uri, languageId, version, content);
    const file = pathOf(uri);
    const overlay = file === undefined ? undefined : createOverlay(file, content, readerOf(file));
    return {
      uri,
      document,
      template: () => overlay?.template(),
      change: (edits) => overlay?.change(document.getText(), edits),
    };
  },
  update(text, changes, version) {
    text.change(applyChanges(text.document, changes, version));
    return text;
  },
};

/** A larger notification is applied at once, because a single change copies the whole text. */
const maxSingleChanges = 200;

/**
 * Changes the document. Returns the edits, in offsets without byte order mark. An editor that reloads a file sends one
 * change from the first changed line to the last one: it is split, so that positions between changed lines are kept.
 */
export function applyChanges(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextEdit[] {
  const before = document.getText();
  if (changes.length > maxSingleChanges) {
    TextDocument.update(document, [{ text: textAfter(before, changes) }], version);
    return editsBetween(withoutMark(before), withoutMark(document.getText()));
  }
  const edits: TextEdit[] = [];
  for (const change of changes) edits.push(applyChange(document, change, version));
  const [edit] = edits;
  const [change] = changes;
  if (!edit || !change || changes.length > 1 || !replacesLines(change)) return edits;
  return splitEdit(withoutMark(before), withoutMark(document.getText()), edit);
}

/** Returns whether a change replaces several lines by several lines. Typing does not. */
function replacesLines(change: TextDocumentContentChangeEvent): boolean {
  if (!('range' in change)) return true;
  return change.range.start.line !== change.range.end.line && /[\r\n]/.test(change.text);
}

/** Changes the document. Returns the edit, in offsets without byte order mark. A change without a range is the whole text. */
export function applyChange(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
  version: number,
): TextEdit {
  const before = document.getText();
  // The protocol allows ranges whose end comes before their start.
  const range = 'range' in change ? change.range : undefined;
  const ends = range ? [document.offsetAt(range.start), document.offsetAt(range.end)] : [0, before.length];
  const from = Math.min(...ends);
  TextDocument.update(document, [change], version);
  const after = document.getText();
  const mark = markLength(before);
  if (mark !== markLength(after)) return editBetween(withoutMark(before), withoutMark(after));
  return editBetween(before.slice(from, Math.max(...ends)), change.text, from - mark);
}

/** Only a client that counts the mark as a character sends one. */
function markLength(text: string): number {
  return text.length - withoutMark(text).length;
}
