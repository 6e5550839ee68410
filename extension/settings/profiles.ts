import { ConfigurationTarget, type Disposable, l10n, window, workspace } from 'vscode';
import { getAwsInUse, listProfiles } from '#protocol/aws.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import type { Model } from '../daemon/model.ts';
import { chooseValue } from '../tools/choose-value.ts';
import { showError } from '../tools/show-error.ts';
import { showDecided } from './decided-value.ts';
import { storeOrChooseTeam } from './store-choice.ts';

/** Registers the AWS profile picker. It knows profiles by name and account; the daemon's SDK reads the credentials. */
export function registerProfilePicker(connection: DaemonConnection, model: Model): Disposable {
  return registerDaemonCommand(connection, 'guardrail.pickProfile', (daemon) => pickProfile(daemon, model));
}

async function pickProfile(daemon: Connected, model: Model): Promise<void> {
  const [{ profile }, { profiles }] = await Promise.all([
    daemon.request(getAwsInUse, {}),
    daemon.request(listProfiles, {}),
  ]);
  if (showDecided(profile, l10n.t('AWS profile'), 'AWS_PROFILE')) return;
  if (profiles.length === 0) return noProfiles();
  const chosen = await chooseValue({
    title: l10n.t('Which AWS profile do you want to use?'),
    placeholder: l10n.t('Choose a profile of your AWS configuration'),
    current: profile?.value,
    accepts: () => false,
    onFailed: (error) => void showError(error),
    load: async () => ({
      rows: profiles.map(({ name, account }) => ({
        label: name,
        value: name,
        ...(account !== undefined && { description: account }),
      })),
    }),
  });
  if (chosen === undefined) return;
  const settings = workspace.getConfiguration('guardrail');
  await storeOrChooseTeam(model, {
    sentence: l10n.t('AWS profile {0}.', chosen),
    about: 'findings',
    store: () => settings.update('aws.profile', chosen, ConfigurationTarget.Global),
  });
}

/** Shows the next step on a machine without profiles. */
export async function noProfiles(): Promise<void> {
  await window.showWarningMessage(l10n.t('This machine has no AWS profile. Run "aws configure sso" first.'));
}
