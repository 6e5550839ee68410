import { commands, l10n, window, workspace } from 'vscode';

/** Resolves to whether tickets may be moved: Restricted Mode is read-only. Shows the user why not. */
export async function mayWrite(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(
    l10n.t('Restricted Mode is read-only. Trust this workspace to move tickets.'),
    manage,
  );
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
  return false;
}
