import { commands, l10n, window, workspace } from 'vscode';
import { samplePaths } from '../../daemon/daemon-paths.ts';
import { isSampleWindow } from '../../sample/sample-folder.ts';
import { plainMessage } from '../../tools/plain-message.ts';

/**
 * Returns whether tickets may be changed from this window: Restricted Mode is read-only. In the sample, every ticket is invented,
 * so that a new user need not trust a folder to try a review.
 */
export function isWritable(): boolean {
  return workspace.isTrusted || isSampleWindow(samplePaths());
}

/** Says why nothing can be changed. */
export function readOnlySentence(): string {
  return l10n.t('Restricted Mode is read-only. Trust this workspace to change tickets.');
}

/**
 * Returns whether tickets may be changed: Restricted Mode is read-only. Shows the user why not, and does not wait for an answer: VS Code
 * hides a message that no one answers, and a form would wait for it.
 */
export function mayWrite(): boolean {
  const writable = isWritable();
  if (!writable) void offerTrust();
  return writable;
}

async function offerTrust(): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(plainMessage(readOnlySentence()), manage);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
}
