import { type Connection, TextDocuments } from 'vscode-languageserver';
import { excludedChanged } from '#protocol/templates.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import { pathOf } from '../session/file-uri.ts';
import { openTexts } from '../session/open-text.ts';
import type { SessionView } from '../session/session-view.ts';
import type { SessionTemplates } from '../session/templates.ts';
import { actionsOf } from './editor/actions.ts';
import { hoverAt } from './editor/hover.ts';
import { lensesOf } from './editor/lenses.ts';

export interface LanguageInput {
  readonly connection: Connection;
  readonly templates: SessionTemplates;
  readonly view: SessionView;
}

/** Handles hovers, lenses and quick fixes on templates, and the changes of files and texts that affect them. */
export function answerLanguage(dispatch: Dispatch, { connection, templates, view }: LanguageInput): void {
  const documents = new TextDocuments(openTexts);
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
  dispatch.notification(excludedChanged, ({ excluded }) => templates.exclude(excluded));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    dispatch
      .answer('files changed', () => templates.refresh(changes.map(({ uri }) => uri)))
      .catch(() => {
        // Logged; a notification has no reply.
      });
  });
}
