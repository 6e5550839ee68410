import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { commands, type LogOutputChannel, l10n } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import type { DaemonConnection } from './connection.ts';
import { writeLine } from './daemon-log.ts';
import { logLineIn } from './log-text.ts';

/** The end of the log's file that is shown without a daemon. */
const maxTailBytes = 64 * 1024;
const maxTailLines = 50;

/** Registers the commands that restart the daemon and show its log. */
export function registerDaemonCommands(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  log: LogOutputChannel,
  paths: DaemonPaths,
): void {
  const file = path.join(paths.stateDir, 'daemon.log');
  log.info(
    l10n.t(
      'This is the log of this window and of the daemon. To see more, run "Developer: Set Log Level…", choose Guardrail and then Debug. The daemon writes everything but details to {0}.',
      file,
    ),
  );
  lifetime.add(commands.registerCommand('guardrail.restartDaemon', () => connection.restart()));
  lifetime.add(
    commands.registerCommand('guardrail.showLog', () => {
      // A daemon that does not run, or did not start, cannot send its lines.
      if (!connection.current) for (const line of tailOf(file)) writeLine(log, line);
      log.show();
    }),
  );
}

function tailOf(file: string) {
  let text = '';
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const buffer = Buffer.alloc(Math.min(size, maxTailBytes));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      text = buffer.toString('utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The daemon has written no log yet.
  }
  return text
    .split('\n')
    .slice(-maxTailLines - 1)
    .flatMap((line) => logLineIn(line) ?? []);
}
