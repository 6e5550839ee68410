import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Locale, Text } from '../../base/text.ts';
import type { Progress } from '../../workspace/worker/messages.ts';
import { sayNote } from '../texts/say.ts';

/** Reading that takes no longer is not worth a word. In ms. */
const patience = 1_000;

export interface ReadingProgressOptions {
  readonly locale: () => Locale;
  readonly isReading: () => boolean;
  cancel(): void;
}

/** Shows in the editor how far the templates are read, and lets a person stop that. */
export function createReadingProgress(
  connection: Connection,
  { locale, isReading, cancel }: ReadingProgressOptions,
) {
  let waiting: NodeJS.Timeout | undefined;
  let shown: WorkDoneProgressServerReporter | undefined;
  let latest: Progress = { read: 0, found: 0 };

  async function show(): Promise<void> {
    // An editor that shows no progress answers with one that does nothing.
    const progress = await connection.window.createWorkDoneProgress();
    if (!isReading()) return;
    shown = progress;
    progress.token.onCancellationRequested(cancel);
    progress.begin('Guardrail', share(latest), sayNote(words(latest), locale()), true);
  }

  return {
    progressed(progress: Progress): void {
      latest = progress;
      shown?.report(share(progress), sayNote(words(progress), locale()));
    },
    /** Reading began, went on or ended. */
    changed(): void {
      if (!isReading()) this.end();
      else
        waiting ??= setTimeout(() => {
          show().catch(() => {
            // The editor left, or cannot show it.
          });
        }, patience);
    },
    end(): void {
      clearTimeout(waiting);
      waiting = undefined;
      shown?.done();
      shown = undefined;
    },
  };
}

/** Percent. */
function share({ read, found }: Progress): number {
  return found === 0 ? 0 : Math.floor((100 * read) / found);
}

function words({ read, found }: Progress): Text {
  const [some, all] = [read.toLocaleString('en'), found.toLocaleString('en')];
  return {
    en: `reading templates ${some}/${all}`,
    ja: `テンプレートを読み込み中 ${some}/${all}`,
  };
}
