import { ConfigurationTarget, type Disposable, l10n, ThemeIcon, workspace } from 'vscode';
import { getAwsInUse, listRegions } from '#protocol/aws.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import type { Model } from '../daemon/model.ts';
import { chooseValue } from '../tools/choose-value.ts';
import { showError } from '../tools/show-error.ts';
import { showDecided } from './decided-value.ts';
import { storeOrChooseTeam } from './store-choice.ts';

export function registerChooseRegion(connection: DaemonConnection, model: Model): Disposable {
  return registerDaemonCommand(connection, 'guardrail.chooseRegion', (daemon) => chooseRegion(daemon, model));
}

/** Offers the regions that the account has enabled, and stores the chosen one in this machine's settings. */
async function chooseRegion(daemon: Connected, model: Model): Promise<void> {
  const { region } = await daemon.request(getAwsInUse, {});
  if (showDecided(region, l10n.t('AWS region'), 'AWS_REGION')) return;
  const chosen = await chooseValue({
    title: l10n.t('In which AWS region is the Config aggregator?'),
    placeholder: l10n.t('Choose a region, or type its name (eu-west-1)'),
    current: region?.value,
    accepts: (typed) => /^[a-z]{2,5}(-[a-z]{2,10}){1,3}-\d{1,2}$/.test(typed),
    onFailed: (error) => void showError(error),
    async load(cancellation) {
      const { regions, unknown } = await daemon.request(listRegions, {}, cancellation);
      const rows = regions
        .toSorted((a, b) => Number(b.aggregator !== undefined) - Number(a.aggregator !== undefined))
        .map(({ region: value, place = '', aggregator }) => ({
          label: value,
          value,
          description:
            aggregator === undefined ? place : `${place} · ${l10n.t('Config aggregator {0}', aggregator)}`,
        }));
      const note = unknown !== undefined && {
        label: l10n.t('These are the known regions: those that your account has enabled cannot be listed.'),
        detail: unknown,
        iconPath: new ThemeIcon('info'),
      };
      return { rows, ...(note && { note }) };
    },
  });
  if (chosen === undefined) return;
  const settings = workspace.getConfiguration('guardrail');
  await storeOrChooseTeam(model, {
    sentence: l10n.t('AWS region {0}.', chosen),
    about: 'findings',
    store: () => settings.update('aws.region', chosen, ConfigurationTarget.Global),
  });
}
