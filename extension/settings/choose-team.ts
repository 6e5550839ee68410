import { randomUUID } from 'node:crypto';
import {
  type CancellationToken,
  ConfigurationTarget,
  commands,
  type Disposable,
  l10n,
  ThemeIcon,
  workspace,
} from 'vscode';
import { getAwsInUse, listTeams, type TeamUnit } from '#protocol/aws.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import type { Model } from '../daemon/model.ts';
import { chooseValue, type LoadedRows } from '../tools/choose-value.ts';
import { showError } from '../tools/show-error.ts';
import { accountCount } from './account-count.ts';
import { offerFile, showDecided } from './decided-value.ts';
import { storeChoice } from './store-choice.ts';
import { teamSentence } from './team-sentence.ts';

export function registerChooseTeam(connection: DaemonConnection, model: Model): Disposable {
  return registerDaemonCommand(connection, 'guardrail.chooseTeam', (daemon) => chooseTeam(daemon, model));
}

/** Offers the organizational units, and stores the chosen one in this machine's settings. */
async function chooseTeam(daemon: Connected, model: Model): Promise<void> {
  const { team, accounts } = await daemon.request(getAwsInUse, {});
  if (showDecided(team, l10n.t('team'), 'GUARDRAIL_TEAM')) return;
  if (accounts !== undefined) {
    void offerFile(
      l10n.t(
        'The configuration file lists the team’s accounts ({0}). To choose an organizational unit, remove “accounts” from it.',
        accounts,
      ),
    );
    return;
  }
  let units: readonly TeamUnit[] = [];
  const chosen = await chooseValue({
    title: l10n.t('Which organizational unit (OU) is your team?'),
    placeholder: l10n.t('Choose an OU, or type its name or ID (ou-…)'),
    current: team?.value,
    accepts: () => true,
    onFailed: (error) => void showError(error),
    others: [
      {
        label: l10n.t('Choose accounts instead…'),
        detail: l10n.t(
          'For a team without an OU, or without access to the organization: one AWS profile for each account',
        ),
        iconPath: new ThemeIcon('list-unordered'),
        run: () => void commands.executeCommand('guardrail.chooseAccounts'),
      },
    ],
    async load(cancellation, onProgress) {
      const listed = await listUnits(daemon, cancellation, onProgress);
      units = listed.units;
      return { rows: rowsOf(units), ...(listed.more && { note: incomplete() }) };
    },
  });
  if (chosen === undefined) return;
  const unit = units.find((each) => chosenAs(each, units) === chosen);
  const settings = workspace.getConfiguration('guardrail');
  await storeChoice(model, {
    sentence: teamSentence(unit?.name ?? chosen, unit?.accounts),
    about: 'findings',
    store: () => settings.update('team', chosen, ConfigurationTarget.Global),
  });
}

async function listUnits(
  daemon: Connected,
  cancellation: CancellationToken,
  onProgress: (message: string) => void,
) {
  const workDoneToken = randomUUID();
  const steps = daemon.onProgress(workDoneToken, (message) => message && onProgress(message));
  try {
    return await daemon.request(listTeams, { workDoneToken }, cancellation);
  } finally {
    steps.dispose();
  }
}

function rowsOf(units: readonly TeamUnit[]): LoadedRows['rows'] {
  return units.map((unit) => ({
    label: unit.name,
    value: chosenAs(unit, units),
    iconPath: new ThemeIcon('organization'),
    ...(unit.accounts !== undefined && { description: accountCount(unit.accounts) }),
    ...(unit.above.length > 0 && { detail: unit.above.join(' › ') }),
  }));
}

/** Returns the name if the organization has it once, else the id: of two units of one name, the wrong one would be read. */
function chosenAs({ id, name }: TeamUnit, units: readonly TeamUnit[]): string {
  return units.filter((other) => other.name === name).length === 1 ? name : id;
}

function incomplete() {
  return {
    label: l10n.t('Not all organizational units are listed. You can type the name or ID of yours.'),
    iconPath: new ThemeIcon('info'),
  };
}
