import { setTimeout as wait } from 'node:timers/promises';
import { ProgressLocation, window } from 'vscode';
import { plainMessage } from './plain-message.ts';

const delayMs = 400;

/**
 * Runs a task that usually ends at once, and shows its progress only if it does not. VS Code hides the messages after three
 * notifications in 800 ms, so that progress of every request would hide the result.
 */
export async function withLateProgress<Result>(title: string, task: () => Promise<Result>): Promise<Result> {
  const running = task();
  const ended = running.then(
    () => true,
    () => true,
  );
  if (await Promise.race([ended, wait(delayMs, false)])) return running;
  return window.withProgress(
    { location: ProgressLocation.Notification, title: plainMessage(title) },
    () => running,
  );
}
