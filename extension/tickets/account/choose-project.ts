import { ConfigurationTarget, type Disposable, l10n, ThemeIcon, window, workspace } from 'vscode';
import { everyProject, getJiraInUse, listJiraProjects, type TypedAccount } from '#protocol/account.ts';
import type { Connected } from '../../daemon/connected.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { registerDaemonCommand } from '../../daemon/daemon-command.ts';
import type { Model } from '../../daemon/model.ts';
import { showDecided } from '../../settings/decided-value.ts';
import { storeOrChooseTeam } from '../../settings/store-choice.ts';
import { chooseValue } from '../../tools/choose-value.ts';
import { showError } from '../../tools/show-error.ts';
import { allTickets, nameOfProject } from './project-source.ts';

/** One key of a project, or several. */
const keys = /^[A-Z][A-Z0-9_]*(\s*,\s*[A-Z][A-Z0-9_]*)*$/;

export function registerChooseProject(connection: DaemonConnection, model: Model): Disposable {
  return registerDaemonCommand(connection, 'guardrail.chooseJiraProject', async (daemon) => {
    const { project } = await daemon.request(getJiraInUse, {});
    const shown = project && { ...project, value: nameOfProject(project.value) };
    if (showDecided(shown, l10n.t('Jira project'), 'GUARDRAIL_JIRA_PROJECT')) return;
    const chosen = await chooseProject(daemon, {}, project?.value);
    if (chosen === undefined || chosen === project?.value) return;
    await storeOrChooseTeam(model, {
      sentence: l10n.t('Jira project {0}.', nameOfProject(chosen)),
      about: 'tickets',
      store: () => storeProject(chosen),
    });
  });
}

/**
 * Offers the projects that the account may see.
 * @param account The values in use replace absent members.
 * @param current The project in use; it stays if the user chooses none.
 * @returns What was chosen.
 */
export async function chooseProject(
  daemon: Connected,
  account: TypedAccount,
  current: string | undefined,
): Promise<string | undefined> {
  const chosen = await chooseValue({
    title: l10n.t('Which Jira project has your team’s tickets?'),
    placeholder: l10n.t('Type a name or a key'),
    current,
    accepts: (typed) => keys.test(typed),
    onFailed: (error) => void showError(error),
    async load(cancellation) {
      const { projects, more } = await daemon.request(listJiraProjects, account, cancellation);
      const rows = projects.map(({ key, name }) => ({ label: `${key} — ${name}`, value: key }));
      const note = {
        label: l10n.t('Not all projects are listed. You can type the key of yours.'),
        iconPath: new ThemeIcon('info'),
      };
      return { rows: [...rows, { label: allTickets(), value: everyProject }], ...(more && { note }) };
    },
  });
  if (chosen === undefined && current === undefined) {
    void window.showInformationMessage(
      l10n.t(
        'No project was chosen, so only tickets of the team’s own findings are shown. Run "Guardrail: Choose Jira Project…" to choose one.',
      ),
    );
  }
  return chosen;
}

/** Stores the project in this machine's settings. */
export function storeProject(project: string): Thenable<void> {
  const settings = workspace.getConfiguration('guardrail');
  return settings.update('jira.project', project, ConfigurationTarget.Global);
}
