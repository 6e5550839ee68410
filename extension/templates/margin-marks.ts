import { Range, type TextEditor, type TextEditorDecorationType, Uri, window, workspace } from 'vscode';
import { listMarkedResources } from '#protocol/editor.ts';
import { type SeverityLevel, severityLevels } from '#protocol/severity-level.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import type { MarkedFiles } from './marked-files.ts';

const levels: readonly SeverityLevel[] = ['error', 'warning', 'information'];

/**
 * Shows a mark in the margin at each resource that waits for the developer. Its shape and color say how severe the worst
 * finding is. VS Code moves marks with the text that is typed.
 */
export function showMarginMarks(
  lifetime: DisposableStore,
  {
    connection,
    files,
    extensionUri,
  }: { connection: DaemonConnection; files: MarkedFiles; extensionUri: Uri },
): void {
  const types = new Map(levels.map((level) => [level, lifetime.add(markOf(extensionUri, level))]));
  const show = async (editor: TextEditor) => {
    const { uri } = editor.document;
    const daemon = connection.current;
    const { resources } =
      daemon && isOn() && files.has(uri)
        ? await daemon.request(listMarkedResources, { uri: uri.toString() })
        : { resources: [] };
    const waiting = resources.filter(({ isReviewed }) => !isReviewed);
    for (const [level, type] of types) {
      const here = waiting.filter(({ severity }) => severityLevels[severity] === level);
      const ranges = here.map(({ range: { start } }) => new Range(start.line, 0, start.line, 0));
      editor.setDecorations(type, ranges);
    }
  };
  // Without a connection there are no marks, as there are no diagnostics. The next one reports the files again.
  const showAll = () => {
    for (const editor of window.visibleTextEditors) void show(editor).catch(() => {});
  };
  lifetime.add(files.onChanged(showAll));
  lifetime.add(window.onDidChangeVisibleTextEditors(showAll));
  lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('guardrail.editor')) showAll();
    }),
  );
}

function isOn(): boolean {
  return workspace.getConfiguration('guardrail.editor').get<boolean>('decorations') !== false;
}

function markOf(extensionUri: Uri, level: SeverityLevel): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    gutterIconPath: Uri.joinPath(extensionUri, 'extension', 'assets', `mark-${level}.svg`),
    gutterIconSize: 'contain',
  });
}
