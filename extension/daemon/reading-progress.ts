import { type Progress, ProgressLocation, window } from 'vscode';
import {
  type Middleware,
  type ProgressToken,
  WorkDoneProgressCancelNotification,
} from 'vscode-languageclient/node';
import { plainMessage } from '../tools/plain-message.ts';

interface Shown {
  readonly progress: Promise<Progress<{ message?: string; increment?: number }>>;
  percentage: number;
  end(): void;
}

/**
 * Shows the daemon's own work in a notification that has a button to stop it. The library would show it in the status
 * bar, without such a button.
 */
export function stoppableProgress(
  send: (method: string, params: { token: ProgressToken }) => Promise<void>,
): Pick<Middleware, 'handleWorkDoneProgress'> & { endAll(): void } {
  const shown = new Map<ProgressToken, Shown>();
  return {
    /** For a connection that is lost: the end of what is shown does not arrive. */
    endAll() {
      for (const { end } of shown.values()) end();
      shown.clear();
    },
    handleWorkDoneProgress(token, params, next) {
      const known = shown.get(token);
      if (params.kind === 'begin' && params.cancellable) {
        shown.set(
          token,
          show(params.title, () => void send(WorkDoneProgressCancelNotification.method, { token })),
        );
        report(shown.get(token), params);
      } else if (!known) next(token, params);
      else if (params.kind === 'report') report(known, params);
      else {
        shown.delete(token);
        known.end();
      }
    },
  };
}

function show(title: string, stop: () => void): Shown {
  const began = Promise.withResolvers<Progress<{ message?: string; increment?: number }>>();
  const ended = Promise.withResolvers<void>();
  void window.withProgress(
    { location: ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
    (progress, cancellation) => {
      began.resolve(progress);
      cancellation.onCancellationRequested(stop);
      return ended.promise;
    },
  );
  return { progress: began.promise, percentage: 0, end: ended.resolve };
}

function report(
  shown: Shown | undefined,
  { message, percentage }: { message?: string; percentage?: number },
): void {
  if (!shown) return;
  const increment = (percentage ?? shown.percentage) - shown.percentage;
  shown.percentage += increment;
  void shown.progress.then((progress) =>
    progress.report({ ...(message && { message: plainMessage(message) }), increment }),
  );
}
