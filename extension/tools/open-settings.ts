import { commands, env } from 'vscode';

/**
 * Shows Guardrail's settings. They are of machine scope: in a remote window (SSH, WSL, containers, a browser) the settings
 * editor shows them on the tab of that machine, and the tab "User" does not have them.
 */
export async function openSettings(): Promise<void> {
  const query = '@ext:guardrail.guardrail';
  if (env.remoteName === undefined) await commands.executeCommand('workbench.action.openSettings', query);
  else await commands.executeCommand('workbench.action.openRemoteSettings', { query });
}
