import { ConfigurationTarget, commands, l10n, window, workspace } from 'vscode';
import { type NotificationKind, type NotificationToShow, showNotification } from '#protocol/notifications.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { ListChoice } from '../findings/list/list-choice.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { messageOf } from './messages.ts';
import { reportWindowState, section, settingOf } from './window-state.ts';

/** Shows what the daemon chose this window to say. */
export function showNotifications(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  findings: Pick<ListChoice, 'change'>,
): void {
  lifetime.add(connection.onNotification(showNotification, (shown) => void show(shown, findings)));
  lifetime.add(connection.onChanged((daemon) => daemon && reportWindowState(daemon)));
}

async function show(shown: NotificationToShow, findings: Pick<ListChoice, 'change'>): Promise<void> {
  const { text, isUrgent, actions } = messageOf(shown);
  const notAgain = l10n.t('Don’t Show Again');
  const message = `Guardrail: ${text}`;
  const buttons = [...actions.map(({ title }) => title), notAgain];
  const chosen = await (isUrgent
    ? window.showWarningMessage(plainMessage(message), ...buttons)
    : window.showInformationMessage(plainMessage(message), ...buttons));
  if (chosen === notAgain) await turnOff(shown.kind);
  const action = actions.find(({ title }) => title === chosen);
  if (!action) return;
  if (action.list) findings.change(action.list);
  await commands.executeCommand(action.command, action.argument);
}

/** Turns a kind off in the settings, says so, and takes it back if the user wants that. */
async function turnOff(kind: NotificationKind): Promise<void> {
  const name = settingOf[kind];
  const set = (value: boolean | undefined) =>
    workspace.getConfiguration(section).update(name, value, ConfigurationTarget.Global);
  await set(false);
  const undo = l10n.t('Undo');
  const open = l10n.t('Open Settings');
  const chosen = await window.showInformationMessage(
    plainMessage(
      l10n.t('The setting "{0}" is off: such notifications are not shown any more.', `${section}.${name}`),
    ),
    undo,
    open,
  );
  if (chosen === undo) await set(undefined);
  if (chosen === open) await commands.executeCommand('workbench.action.openSettings', section);
}
