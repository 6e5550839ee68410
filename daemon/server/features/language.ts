import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { z } from 'zod';
import { excludedChanged } from '#protocol/messages.ts';
import { actionsOf } from '../actions.ts';
import type { Dispatch } from '../dispatch.ts';
import { excludedShape } from '../handshake.ts';
import { hoverAt } from '../hover.ts';
import { lensesOf } from '../lenses.ts';
import { pathOf, type SessionTemplates } from '../session-templates.ts';
import type { SessionView } from '../session-view.ts';

/** Hovers, lenses and quick fixes on templates, and the files and text they follow. */
export function answerLanguage(
  connection: Connection,
  dispatch: Dispatch,
  templates: SessionTemplates,
  view: SessionView,
): void {
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(({ document }) => templates.edited(document));
  documents.onDidClose(({ document }) => templates.closed(document.uri));
  documents.listen(connection);

  const marksOf = (uri: string) => {
    const file = pathOf(uri);
    return file === undefined ? [] : (templates.marks(view.findings()).get(file) ?? []);
  };
  connection.onHover(({ textDocument, position }) =>
    dispatch.answer('hover', () =>
      hoverAt(marksOf(textDocument.uri), position.line, position.character, view.locale()),
    ),
  );
  connection.onCodeLens(({ textDocument }) =>
    dispatch.answer('lenses', () => lensesOf(marksOf(textDocument.uri), view.locale())),
  );
  connection.onCodeAction(({ textDocument, range, context }) =>
    dispatch.answer('actions', () =>
      actionsOf(marksOf(textDocument.uri), range, context.diagnostics, view.locale()),
    ),
  );
  dispatch.notification(excludedChanged, z.object({ excluded: excludedShape }), ({ excluded }) =>
    templates.exclude(excluded),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    dispatch
      .answer('files changed', () => templates.refresh(changes.map(({ uri }) => uri)))
      .catch(() => {
        // Logged; a notification has no reply.
      });
  });
}
