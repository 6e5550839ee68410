import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigurationTarget, commands, type Disposable, l10n, window, workspace } from 'vscode';
import { profileNames } from './profile-names.ts';

/** The AWS profile picker. Only names are read; credentials stay with the SDK. */
export function registerProfilePicker(): Disposable {
  return commands.registerCommand('guardrail.pickProfile', async () => {
    const folder = path.join(homedir(), '.aws');
    const files = [
      process.env.AWS_CONFIG_FILE ?? path.join(folder, 'config'),
      process.env.AWS_SHARED_CREDENTIALS_FILE ?? path.join(folder, 'credentials'),
    ];
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
    const names = [...new Set(texts.flatMap(profileNames))].sort();
    if (names.length === 0) {
      await window.showWarningMessage(
        l10n.t('No AWS profile was found in {0}. Run "aws configure sso" first.', files.join(', ')),
      );
      return;
    }
    const settings = workspace.getConfiguration('guardrail');
    const current = settings.get<string>('aws.profile');
    const rows = names.map((label) => ({
      label,
      ...(label === current && { description: l10n.t('in use') }),
    }));
    const chosen = await window.showQuickPick(rows, { title: l10n.t('Read AWS with which profile?') });
    if (chosen) await settings.update('aws.profile', chosen.label, ConfigurationTarget.Global);
  });
}
