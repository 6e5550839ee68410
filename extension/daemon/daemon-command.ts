import { commands, type Disposable } from 'vscode';
import { showError } from '../tools/show-error.ts';
import type { Connected } from './connected.ts';
import type { DaemonConnection } from './connection.ts';

/**
 * Registers a command that needs the daemon: it runs only while this window is connected. The user is shown what failed,
 * or that there is no connection.
 */
export function registerDaemonCommand(
  connection: DaemonConnection,
  command: string,
  run: (daemon: Connected, argument: unknown) => PromiseLike<void>,
): Disposable {
  return commands.registerCommand(command, async (argument: unknown) => {
    try {
      await run(connection.require(), argument);
    } catch (error) {
      void showError(error);
    }
  });
}
