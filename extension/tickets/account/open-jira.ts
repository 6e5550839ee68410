import { commands, type Disposable, env, Uri } from 'vscode';
import { getJiraInUse } from '#protocol/account.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { showError } from '../../tools/show-error.ts';
import { isSite } from './site.ts';

/** The Jira site in use, in the browser: some problems are fixed only there. */
export function registerOpenJira(connection: DaemonConnection): Disposable {
  return commands.registerCommand('guardrail.openJira', async () => {
    try {
      const { site } = await connection.request(getJiraInUse, {});
      if (site && isSite(site.value)) await env.openExternal(Uri.parse(site.value, true));
      else await commands.executeCommand('guardrail.signIn');
    } catch (error) {
      void showError(error);
    }
  });
}
