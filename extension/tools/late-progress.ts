import { setTimeout as wait } from 'node:timers/promises';
import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';
import { plainMessage } from './plain-message.ts';

const delayMs = 400;

/**
 * Runs a task that usually ends at once, and shows its progress only if it does not. VS Code hides the messages after three
 * notifications in 800 ms, so that progress of every request would hide the result.
 */
export function withLateProgress<Result>(title: string, task: () => Promise<Result>): Promise<Result> {
  return run(title, false, task);
}

/** Like `withLateProgress`, with a button that cancels the task. */
export function withCancellableProgress<Result>(
  title: string,
  task: (cancellation: CancellationToken) => Thenable<Result>,
): Promise<Result> {
  return run(title, true, task);
}

async function run<Result>(
  title: string,
  cancellable: boolean,
  task: (cancellation: CancellationToken) => Thenable<Result>,
): Promise<Result> {
  const source = new CancellationTokenSource();
  try {
    const running = Promise.resolve(task(source.token));
    const ended = running.then(
      () => true,
      () => true,
    );
    if (await Promise.race([ended, wait(delayMs, false)])) return await running;
    return await window.withProgress(
      { location: ProgressLocation.Notification, title: plainMessage(title), cancellable },
      (_, cancellation) => {
        cancellation.onCancellationRequested(() => source.cancel());
        return running;
      },
    );
  } finally {
    source.dispose();
  }
}
