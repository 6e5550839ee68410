import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Locale } from '../../base/text.ts';
import type { Progress } from '../../workspace/worker/messages.ts';
import { textsOf } from '../texts/say.ts';

/** Progress is not shown if reading takes less time. */
const showAfterMs = 1_000;

export interface ReadingProgressOptions {
  readonly locale: () => Locale;
  readonly isReading: () => boolean;
  cancel(): void;
}

/** Shows in the editor how far the templates are read, and lets the user stop that. */
export function createReadingProgress(
  connection: Connection,
  { locale, isReading, cancel }: ReadingProgressOptions,
) {
  let waiting: NodeJS.Timeout | undefined;
  let shown: WorkDoneProgressServerReporter | undefined;
  let latest: Progress = { read: 0, found: 0 };
  const message = () => textsOf(locale()).workspace.readingTemplates(latest.read, latest.found);

  async function show(): Promise<void> {
    // An editor that cannot show progress gets a reporter that does nothing.
    const progress = await connection.window.createWorkDoneProgress();
    if (!isReading()) return;
    shown = progress;
    progress.token.onCancellationRequested(cancel);
    progress.begin('Guardrail', share(latest), message(), true);
  }

  return {
    progressed(progress: Progress): void {
      latest = progress;
      shown?.report(share(progress), message());
    },
    /** Call it when reading begins, continues or ends. */
    changed(): void {
      if (!isReading()) this.end();
      else
        waiting ??= setTimeout(() => {
          show().catch(() => {
            // The editor left, or cannot show it.
          });
        }, showAfterMs);
    },
    end(): void {
      clearTimeout(waiting);
      waiting = undefined;
      shown?.done();
      shown = undefined;
    },
  };
}

/** Returns percent. */
function share({ read, found }: Progress): number {
  return found === 0 ? 0 : Math.floor((100 * read) / found);
}
