import { ConfigurationTarget, type Disposable, l10n, window, workspace } from 'vscode';
import {
  everyProject,
  getJiraInUse,
  type JiraProjects,
  listJiraProjects,
  type TypedAccount,
} from '#protocol/account.ts';
import type { Connected } from '../../daemon/connected.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { registerDaemonCommand } from '../../daemon/daemon-command.ts';
import { withCancellableProgress } from '../../tools/late-progress.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { allTickets, isDecided, projectSentence } from './project-source.ts';

export function registerChooseProject(connection: DaemonConnection): Disposable {
  return registerDaemonCommand(connection, 'guardrail.chooseJiraProject', async (daemon) => {
    const { project } = await daemon.request(getJiraInUse, {});
    if (project && isDecided(project))
      void window.showInformationMessage(plainMessage(projectSentence(project)));
    else await chooseProject(daemon, {}, project?.value);
  });
}

/**
 * Offers the projects that the account may see, and stores the chosen one in this machine's settings.
 * @param account The values in use replace absent members.
 * @param current The project in use; it stays if the user chooses none.
 */
export async function chooseProject(
  daemon: Connected,
  account: TypedAccount,
  current: string | undefined,
): Promise<void> {
  const { projects, more } = await withCancellableProgress(l10n.t('Waiting for Jira …'), (cancellation) =>
    daemon.request(listJiraProjects, account, cancellation),
  );
  const chosen = await pickRow(rowsOf(projects, current), {
    title: l10n.t('Which Jira project has your team’s tickets?'),
    placeHolder: more
      ? l10n.t('Not all projects are listed. If yours is missing, enter its key in the settings.')
      : l10n.t('Type a name or a key'),
    ignoreFocusOut: true,
  });
  if (chosen) {
    const settings = workspace.getConfiguration('guardrail');
    await settings.update('jira.project', chosen.value, ConfigurationTarget.Global);
  } else if (current === undefined) {
    void window.showInformationMessage(
      l10n.t(
        'No project was chosen, so only tickets of the team’s own findings are shown. Run "Guardrail: Choose Jira Project…" to choose one.',
      ),
    );
  }
}

/** Returns the project in use first, and the choice of all tickets last. */
function rowsOf(projects: JiraProjects['projects'], current: string | undefined) {
  const rows = projects.map(({ key, name }) => ({ label: `${key} — ${name}`, value: key }));
  if (current !== undefined && current !== everyProject && !projects.some(({ key }) => key === current))
    rows.push({ label: current, value: current });
  rows.push({ label: allTickets(), value: everyProject });
  return rows
    .map((row) => (row.value === current ? { ...row, description: l10n.t('in use') } : row))
    .sort((a, b) => Number(b.value === current) - Number(a.value === current));
}
