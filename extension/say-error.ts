import { commands, l10n, window } from 'vscode';
import { problemCode } from './daemon/connection.ts';
import { plainMessage } from './plain-message.ts';

/** Problems that a command of this extension mends. */
const remedies: Readonly<Record<string, { readonly command: string; title(): string }>> = {
  'jira-token-refused': { command: 'guardrail.signIn', title: () => l10n.t('Sign In') },
  'jira-signed-out': { command: 'guardrail.signIn', title: () => l10n.t('Sign In') },
  'team-missing': { command: 'guardrail.openSettings', title: () => l10n.t('Open Settings') },
  'jira-site-invalid': { command: 'guardrail.openSettings', title: () => l10n.t('Open Settings') },
  'jira-missing': { command: 'guardrail.openSettings', title: () => l10n.t('Open Settings') },
  'aws-session-expired': { command: 'guardrail.pickProfile', title: () => l10n.t('Pick Profile') },
  'aws-credentials-missing': { command: 'guardrail.pickProfile', title: () => l10n.t('Pick Profile') },
  'aws-credentials-refused': { command: 'guardrail.pickProfile', title: () => l10n.t('Pick Profile') },
};

/** Shows what went wrong, in the daemon's own words, with the button that helps. */
export async function sayError(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const remedy = remedies[problemCode(error) ?? ''];
  const button = remedy?.title() ?? l10n.t('Show Log');
  const chosen = await window.showErrorMessage(plainMessage(`Guardrail: ${message}`), button);
  if (chosen === button) await commands.executeCommand(remedy?.command ?? 'guardrail.showLog');
}
