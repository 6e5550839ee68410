import { randomUUID } from 'node:crypto';
import { commands, type Disposable, l10n, ProgressLocation, window } from 'vscode';
import { runSync } from '#protocol/sync.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { showError } from '../tools/show-error.ts';

/** Refresh: one full pass now, with its steps; can be cancelled. */
export function registerSync(connection: DaemonConnection): Disposable {
  return commands.registerCommand('guardrail.sync', () =>
    window.withProgress(
      { location: ProgressLocation.Notification, title: 'Guardrail', cancellable: true },
      async (progress, cancellation) => {
        const workDoneToken = randomUUID();
        const steps = connection.onProgress(
          workDoneToken,
          (message) => message && progress.report({ message }),
        );
        try {
          progress.report({ message: l10n.t('reading AWS and Jira') });
          await connection.request(runSync, { workDoneToken }, cancellation);
        } catch (error) {
          // Not awaited: the progress ends now, not when somebody has read the message.
          if (!cancellation.isCancellationRequested) void showError(error);
        } finally {
          steps.dispose();
        }
      },
    ),
  );
}
