import { randomUUID } from 'node:crypto';
import { type Disposable, l10n, ProgressLocation, window } from 'vscode';
import { runSync } from '#protocol/sync.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { registerDaemonCommand } from '../daemon/daemon-command.ts';
import { plainMessage } from '../tools/plain-message.ts';

/** Registers **Refresh**: one full sync run now, which shows its steps. The user can cancel it. */
export function registerSync(connection: DaemonConnection): Disposable {
  return registerDaemonCommand(connection, 'guardrail.sync', refresh);
}

function refresh(daemon: Connected): Thenable<void> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: 'Guardrail', cancellable: true },
    async (progress, cancellation) => {
      const workDoneToken = randomUUID();
      const steps = daemon.onProgress(
        workDoneToken,
        (message) => message && progress.report({ message: plainMessage(message) }),
      );
      try {
        progress.report({ message: l10n.t('reading AWS and Jira') });
        await daemon.request(runSync, { workDoneToken }, cancellation);
      } finally {
        steps.dispose();
      }
    },
  );
}
