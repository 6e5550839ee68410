/** The thread that reads templates and links findings to them, so that the daemon's own thread stays free. */
import '../../../base/suppress-sqlite-warning.ts';
import { parentPort, workerData } from 'node:worker_threads';
import { collectAtRest } from '../../../base/collect-at-rest.ts';
import { readerVersion } from '../../cache/reader-version.ts';
import { TemplateCache } from '../../cache/template-cache.ts';
import { ActivityBoard } from '../activity.ts';
import type { Order, Report, WorkerInput } from '../messages.ts';
import { Library } from './library.ts';
import { ViewServer } from './view-server.ts';

const port = parentPort;
if (!port) throw new Error('This is a worker of the daemon.');
const { cacheFile, activity, stuck } = workerData as WorkerInput;
const board = activity && new ActivityBoard(activity);
const report = (report: Report) => port.postMessage(report);
const onError = (error: unknown) =>
  report({ kind: 'log', level: 'warn', event: 'template reading', fields: { error } });

const cache = openCache();
const library = new Library({
  cache,
  onChanged: (workspace) => views.changed(workspace),
  onProgress: (workspace) => views.progressed(workspace),
  onError,
  activity: board,
  stuck,
});
const views = new ViewServer(library, report);
port.on('message', (order: Order) => {
  if (order.kind !== 'end') {
    board?.working();
    views.take(order);
    board?.idle();
    return;
  }
  cache?.close();
  process.exit();
});

collectAtRest();

/** Without a cache, all files are read again, which is only slower. */
function openCache(): TemplateCache | undefined {
  try {
    return cacheFile === undefined ? undefined : new TemplateCache(cacheFile, readerVersion(), onError);
  } catch (error) {
    onError(error);
    return undefined;
  }
}
