import { type Connection, TextDocuments } from 'vscode-languageserver';
import { editorSettingsChanged, findNextResource, listMarkedResources } from '#protocol/editor.ts';
import { excludedChanged } from '#protocol/templates.ts';
import type { Locale } from '../../base/text.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { EditorView } from '../session/editor-view.ts';
import { pathOf } from '../session/file-uri.ts';
import { openTexts } from '../session/open-text.ts';
import type { SessionTemplates } from '../session/templates.ts';
import type { ConfigurationEditing } from './configuration-file.ts';
import { actionsOf } from './editor/actions.ts';
import { hoverAt } from './editor/hover.ts';
import { lensesOf } from './editor/lenses.ts';
import { nextResource } from './editor/next-resource.ts';
import { markedResourcesOf } from './editor/resource-marks.ts';

export interface LanguageInput {
  readonly connection: Connection;
  readonly templates: SessionTemplates;
  readonly locale: () => Locale;
  readonly editor: EditorView;
  /** Called when the settings of the window's editor changed. */
  readonly showEditorSettings: () => void;
  readonly configuration: ConfigurationEditing;
}

/**
 * Handles hovers, lenses and quick fixes on templates and on the configuration file, and the changes of files and texts that
 * affect them.
 */
export function answerLanguage(
  dispatch: Dispatch,
  { connection, templates, locale, editor, showEditorSettings, configuration }: LanguageInput,
): void {
  const documents = new TextDocuments(openTexts);
  documents.onDidChangeContent(({ document }) =>
    (configuration.isFile(document.uri) ? configuration : templates).edited(document),
  );
  documents.onDidClose(({ document: { uri } }) =>
    (configuration.isFile(uri) ? configuration : templates).closed(uri),
  );
  documents.onDidSave(({ document: { uri } }) => {
    if (configuration.isFile(uri)) configuration.saved();
  });
  // A watcher reports a save later, and on a remote disk perhaps much later.
  documents.onDidSave(({ document }) => templates.refresh([document.uri]));
  documents.listen(connection);

  const marksOf = (uri: string) => {
    const file = pathOf(uri);
    return file === undefined ? [] : (editor.marks().get(file) ?? []);
  };
  const isDiagnosed = (uri: string) => {
    const file = pathOf(uri);
    return file !== undefined && editor.isDiagnosed(file);
  };
  connection.onHover(({ textDocument, position }) =>
    dispatch.answer('hover', () =>
      configuration.isFile(textDocument.uri)
        ? configuration.hover(position)
        : hoverAt(
            marksOf(textDocument.uri),
            { ...position, isDiagnosed: isDiagnosed(textDocument.uri) },
            locale(),
          ),
    ),
  );
  connection.onCompletion(({ textDocument, position }) =>
    dispatch.answer('completion', () =>
      configuration.isFile(textDocument.uri) ? configuration.completions(position) : [],
    ),
  );
  connection.onCodeLens(({ textDocument }) =>
    dispatch.answer('lenses', () =>
      editor.settings().lenses ? lensesOf(marksOf(textDocument.uri), locale()) : [],
    ),
  );
  connection.onCodeAction(({ textDocument, range, context }) =>
    dispatch.answer('actions', () =>
      configuration.isFile(textDocument.uri)
        ? configuration.actions(textDocument.uri, context.diagnostics)
        : actionsOf(marksOf(textDocument.uri), range, context.diagnostics, locale()),
    ),
  );
  dispatch.request(listMarkedResources, ({ uri }) => ({
    resources: markedResourcesOf(marksOf(uri), locale()),
  }));
  dispatch.request(findNextResource, ({ uri, line, direction }) => {
    const file = uri === undefined ? undefined : pathOf(uri);
    const resource = nextResource(editor.marks(), { file, line }, direction, locale());
    return resource ? { resource } : {};
  });
  dispatch.notification(editorSettingsChanged, (settings) => {
    editor.use(settings);
    showEditorSettings();
  });
  dispatch.notification(excludedChanged, ({ excluded }) => templates.exclude(excluded));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    dispatch
      .answer('files changed', () => templates.refresh(changes.map(({ uri }) => uri)))
      .catch(() => {
        // Logged; a notification has no reply.
      });
  });
}
