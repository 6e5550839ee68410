import { ConfigurationTarget, type Disposable, l10n, window, workspace } from 'vscode';
import { listProfiles } from '#protocol/settings.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import { pickRow } from '../tools/pick-row.ts';

/** Registers the AWS profile picker. It knows profiles by name only; the daemon's SDK reads the credentials. */
export function registerProfilePicker(connection: DaemonConnection): Disposable {
  return registerDaemonCommand(connection, 'guardrail.pickProfile', pickProfile);
}

async function pickProfile(daemon: Connected): Promise<void> {
  const { profiles } = await daemon.request(listProfiles, {});
  if (profiles.length === 0) {
    await window.showWarningMessage(
      l10n.t('This machine has no AWS profile. Run "aws configure sso" first.'),
    );
    return;
  }
  const settings = workspace.getConfiguration('guardrail');
  const current = settings.get<string>('aws.profile');
  const rows = profiles.map((label) => ({
    label,
    ...(label === current && { description: l10n.t('in use') }),
  }));
  const chosen = await pickRow(rows, { title: l10n.t('Which AWS profile do you want to use?') });
  if (chosen) await settings.update('aws.profile', chosen.label, ConfigurationTarget.Global);
}
