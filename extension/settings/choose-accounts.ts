import { ConfigurationTarget, type Disposable, l10n, window, workspace } from 'vscode';
import { getAwsInUse, listProfiles, type ProfileAccount } from '#protocol/aws.ts';
import { addAccounts } from '#protocol/configuration.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import type { Model } from '../daemon/model.ts';
import { withCancellableProgress } from '../tools/late-progress.ts';
import { pickRows } from '../tools/pick-row.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { offerFile } from './decided-value.ts';
import { accountsOfProfiles } from './profile-accounts.ts';
import { noProfiles } from './profiles.ts';
import { storeChoice } from './store-choice.ts';
import { teamSentence } from './team-sentence.ts';

export function registerChooseAccounts(connection: DaemonConnection, model: Model): Disposable {
  return registerDaemonCommand(connection, 'guardrail.chooseAccounts', () =>
    chooseAccounts(connection, model),
  );
}

/**
 * For a team without an organizational unit, or without access to the organization: the user chooses profiles, AWS says
 * which accounts they are for, and these are written to the configuration file. Only the name of the team is a setting.
 */
async function chooseAccounts(connection: DaemonConnection, model: Model): Promise<void> {
  const daemon = connection.require();
  const [{ team, accounts: listed }, { profiles }] = await Promise.all([
    daemon.request(getAwsInUse, {}),
    daemon.request(listProfiles, {}),
  ]);
  if (listed !== undefined) {
    void offerFile(l10n.t('The configuration file already lists the team’s accounts ({0}).', listed));
    return;
  }
  if (profiles.length === 0) return noProfiles();
  const rows = profiles.map(({ name, account }) => ({
    label: name,
    ...(account !== undefined && { description: account }),
  }));
  const chosen = await pickRows(rows, {
    title: l10n.t('Which AWS profiles read your team’s accounts?'),
    placeHolder: l10n.t('Choose one profile for each account'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return;
  const accounts = await withCancellableProgress(
    l10n.t('Asking AWS which accounts these are …'),
    (cancellation) =>
      accountsOfProfiles(
        connection.require(),
        chosen.map(({ label }) => label),
        cancellation,
      ),
  );
  const known = oneOfEach(accounts);
  showProblems(accounts);
  if (known.length === 0) return;
  const name = team?.value ?? (await askName());
  if (name === undefined) return;
  const storeAccounts = () => connection.require().request(addAccounts, { accounts: known });
  const settings = workspace.getConfiguration('guardrail');
  // Before the name: a team without accounts would be looked up in the organization. Nothing is read for them alone.
  if (team === undefined) await storeAccounts();
  await storeChoice(model, {
    sentence: teamSentence(name, known.length),
    about: 'findings',
    store: team ? storeAccounts : () => settings.update('team', name, ConfigurationTarget.Global),
  });
}

/** Returns each account once, with the first profile that is for it. */
function oneOfEach(accounts: readonly ProfileAccount[]): { readonly id: string; readonly profile: string }[] {
  const byId = new Map<string, string>();
  for (const { profile, account } of accounts)
    if (account !== undefined && !byId.has(account)) byId.set(account, profile);
  return [...byId].map(([id, profile]) => ({ id, profile }));
}

/** Shows why profiles are left out. */
function showProblems(accounts: readonly ProfileAccount[]): void {
  const [first, ...others] = accounts.flatMap(({ profile, problem }) =>
    problem ? [{ profile, problem }] : [],
  );
  if (!first) return;
  const sentence =
    others.length === 0
      ? l10n.t('The profile {0} is left out: {1}', first.profile, first.problem)
      : l10n.t('{0} profiles are left out. {1}: {2}', others.length + 1, first.profile, first.problem);
  void window.showWarningMessage(plainMessage(sentence));
}

function askName(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('What is your team called?'),
    prompt: l10n.t('Any name: the accounts that you chose are the team.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Enter a name.') : undefined),
  });
}
