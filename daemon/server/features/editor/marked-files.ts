import { pathToFileURL } from 'node:url';
import { markedFilesChanged } from '#protocol/editor.ts';
import { stateOfFinding } from '#protocol/findings.ts';
import { textHash } from '../../../base/text-hash.ts';
import type { Notify } from '../../listen/connection.ts';
import type { Mark } from './marks.ts';

/** Reports to a window which files have findings, each change once. */
export function createMarkedFiles(notify: Notify) {
  let sent = new Map<string, SentFile>();
  return {
    /** Sends the files whose findings differ from what was sent. */
    publish(marks: ReadonlyMap<string, readonly Mark[]>): void {
      const next = new Map([...marks].map(([file, here]) => [file, sentFile(sent.get(file), here)]));
      const changed = [...next]
        .filter(([file, { hash }]) => sent.get(file)?.hash !== hash)
        .map(([file]) => uriOf(file));
      const removed = [...sent.keys()].filter((file) => !next.has(file)).map(uriOf);
      sent = next;
      if (changed.length + removed.length > 0) notify(markedFilesChanged.method, { changed, removed });
    },
  };
}

interface SentFile {
  readonly marks: readonly Mark[];
  readonly hash: string;
}

function sentFile(known: SentFile | undefined, marks: readonly Mark[]): SentFile {
  return known?.marks === marks ? known : { marks, hash: textHash(textOf(marks)) };
}

/** Returns the facts that a window shows of a file outside of diagnostics and lenses. */
function textOf(marks: readonly Mark[]): string {
  return marks
    .map(({ place, view }) => `${place.line} ${view.key} ${view.severity} ${stateOfFinding(view)}`)
    .join('\n');
}

function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
