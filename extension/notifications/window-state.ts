import { window, workspace } from 'vscode';
import { type NotificationKind, type WindowState, windowStateChanged } from '#protocol/notifications.ts';
import type { Connected } from '../daemon/connected.ts';
import { textSetting } from '../settings/read-setting.ts';

export const section = 'guardrail.notifications';

/** The setting of each kind, below `section`. */
export const settingOf = {
  critical: 'critical',
  'sent-back': 'sentBack',
  conflict: 'conflict',
  digest: 'digest',
} as const satisfies Record<NotificationKind, string>;

/** Reports to the daemon whether the user works in this window, and what the user wants to hear and when. */
export function reportWindowState(daemon: Connected): void {
  const report = () => daemon.notify(windowStateChanged, windowState());
  daemon.lifetime.add(window.onDidChangeWindowState(report));
  daemon.lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) report();
    }),
  );
  report();
}

function windowState(): WindowState {
  const settings = workspace.getConfiguration(section);
  const text = (name: string) => textSetting(settings, name);
  const kinds = Object.keys(settingOf) as NotificationKind[];
  const quietHours = text('quietHours').replaceAll(/\s/g, '').slice(0, 11);
  return {
    focused: window.state.focused,
    kinds: kinds.filter((kind) => settings.get<boolean>(settingOf[kind]) !== false),
    ...(quietHours !== '' && { quietHours }),
    digestTime: text('digestTime').slice(0, 5),
    timeZone: text('timeZone').slice(0, 100) || new Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
