import { commands, l10n, Range, TextEditorRevealType, Uri, window, workspace } from 'vscode';
import { type FoundResource, findNextResource } from '#protocol/editor.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { plainMessage, withoutIcons } from '../tools/plain-message.ts';

const shownForMs = 5_000;

/** Registers **Go to Next Finding** and **Go to Previous Finding**: in this file, then across files. */
export function registerGoToNext(lifetime: DisposableStore, connection: DaemonConnection): void {
  for (const direction of ['next', 'previous'] as const)
    lifetime.add(
      registerDaemonCommand(connection, `guardrail.finding.${direction}`, (daemon) => go(daemon, direction)),
    );
}

async function go(daemon: Connected, direction: 'next' | 'previous'): Promise<void> {
  const editor = window.activeTextEditor;
  const uri = editor?.document.uri.scheme === 'file' ? editor.document.uri.toString() : undefined;
  const { resource } = await daemon.request(findNextResource, {
    ...(uri !== undefined && { uri }),
    line: editor?.selection.active.line ?? 0,
    direction,
  });
  if (!resource) {
    void window.showInformationMessage(
      l10n.t('No finding is linked to a file of this workspace. Open the folder that has your templates.'),
    );
    return;
  }
  const { start, end } = resource.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  const shown = await window.showTextDocument(Uri.parse(resource.uri), { selection });
  shown.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
  announce(resource);
  await commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
}

/** VS Code reads a notification aloud, but not the status bar. */
function announce({ label, position, total }: FoundResource): void {
  const text = l10n.t('{0} of {1}: {2}', position, total, label);
  const support = workspace.getConfiguration('editor').get<string>('accessibilitySupport');
  if (support === 'on') void window.showInformationMessage(plainMessage(text));
  else window.setStatusBarMessage(withoutIcons(text), shownForMs);
}
