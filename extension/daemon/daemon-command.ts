import type { Disposable } from 'vscode';
import { registerCommand } from '../tools/register-command.ts';
import type { Connected } from './connected.ts';
import type { DaemonConnection } from './connection.ts';

/**
 * Registers a command that needs the daemon: it starts one if none was needed until now. The user is shown what failed, or
 * that there is no connection.
 */
export function registerDaemonCommand(
  connection: DaemonConnection,
  command: string,
  run: (daemon: Connected, argument: unknown) => PromiseLike<void>,
): Disposable {
  return registerCommand(command, async (argument) => run(await connection.reach(), argument));
}
