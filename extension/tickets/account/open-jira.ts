import { commands, type Disposable, env, Uri } from 'vscode';
import { getJiraInUse } from '#protocol/account.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { registerDaemonCommand } from '../../daemon/daemon-command.ts';
import { allowedHttp } from '../../settings/settings.ts';
import { isSite } from './site.ts';

/** Registers the command that opens the Jira site in the browser: some problems can only be fixed there. */
export function registerOpenJira(connection: DaemonConnection): Disposable {
  return registerDaemonCommand(connection, 'guardrail.openJira', async (daemon) => {
    const { site } = await daemon.request(getJiraInUse, {});
    if (site && isSite(site.value, allowedHttp())) await env.openExternal(Uri.parse(site.value, true));
    else await commands.executeCommand('guardrail.signIn');
  });
}
