import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../../base/log.ts';
import type { Stamp } from '../../read/stamp.ts';
import { type Activity, ActivityBoard } from '../activity.ts';
import type { Order, Report, WorkerInput } from '../messages.ts';
import { type WatchdogLimits, watch } from './watchdog.ts';

export interface ChannelOptions {
  /** Replaces the worker that belongs to this program. */
  readonly workerFile?: string | undefined;
  readonly input: Pick<WorkerInput, 'cacheFile'>;
  /** Replaces the usual limits, for tests. */
  readonly watchdog?: WatchdogLimits | undefined;
  readonly log: Log;
  onReport(report: Report): void;
  /** Called when a worker was started that has no data yet, including after a loss. */
  onStart(): void;
  /** Called when the worker was lost too often. The next one is started only on the next `open`. */
  onGivenUp(): void;
}

/** Next to the folder of the bundle, or among these sources. */
const ownWorker = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? '../thread/main.ts' : '../templates-worker.cjs',
);
/** More losses in a row are not caused by one file that can be left out. */
const maxLosses = 4;
/** Delay before the next start, multiplied by the number of losses so far. */
const restartMs = 250;
/** A worker that was asked to end is terminated after this time. */
const endMs = 1_000;
/** Number of files on which a worker hung or died. More of them have another cause. */
const maxStuckFiles = 32;

/**
 * The channel to the worker that reads templates. A worker that dies or hangs is replaced and does not end
 * the daemon. The file that it was reading is left out until it changes.
 */
export class WorkerChannel {
  private readonly options: ChannelOptions;
  private worker: Worker | undefined;
  private restart: NodeJS.Timeout | undefined;
  private losses = 0;
  private closed = false;
  private stopWatching = () => {};
  /** Files on which a worker hung or died, with their stamps at that time. */
  private readonly stuck = new Map<string, Stamp>();

  constructor(options: ChannelOptions) {
    this.options = options;
  }

  /**
   * Starts a worker if no worker runs. Returns whether it did. In that case `onStart` has already sent all
   * data to it.
   */
  open(): boolean {
    if (this.closed || this.worker || this.restart) return false;
    this.losses = 0;
    if (this.stuck.size > maxStuckFiles) this.stuck.clear();
    this.start();
    return true;
  }

  /** Without a worker, the order is dropped, because `onStart` sends all data to the next worker. */
  send(order: Order): void {
    this.worker?.postMessage(order);
  }

  /** The worker finished its task, so earlier losses no longer count. */
  succeeded(): void {
    this.losses = 0;
  }

  /** For tests of losses. */
  get threadId(): number | undefined {
    return this.worker?.threadId;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.restart);
    this.stopWatching();
    const { worker } = this;
    if (!worker) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.once('exit', () => resolve());
    const late = setTimeout(() => void worker.terminate(), endMs);
    worker.postMessage({ kind: 'end' } satisfies Order);
    // A thread that waits for a disk does not end.
    const givenUp = setTimeout(resolve, 2 * endMs);
    await promise;
    clearTimeout(givenUp);
    clearTimeout(late);
  }

  private start(): void {
    const { log, input, workerFile = ownWorker, onReport, onStart } = this.options;
    const board = new ActivityBoard();
    const { stuck } = this;
    const worker = new Worker(workerFile, {
      workerData: { ...input, activity: board.buffer, stuck } satisfies WorkerInput,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      name: 'templates',
    });
    worker.unref();
    worker.on('message', onReport);
    worker.on('error', (error) => log('error', 'template worker failed', { error }));
    worker.once('exit', (code) => this.lost(worker, board.current(), `exit ${code}`));
    this.worker = worker;
    const onStandstill = (activity: Activity) => this.lost(worker, activity, 'no answer');
    this.stopWatching = watch(() => board.current(), onStandstill, this.options.watchdog);
    onStart();
  }

  /** Handles a worker that ended or hangs. A thread that waits for a disk may never end. */
  private lost(worker: Worker, { file }: Activity, why: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.stopWatching();
    worker.removeAllListeners('message');
    void worker.terminate();
    if (this.closed) return;
    if (file) this.stuck.set(file.path, file.stamp);
    // The next worker leaves this file out.
    else this.losses++;
    const { log } = this.options;
    log('error', 'template worker ended', { why, file: file?.path, losses: this.losses });
    if (this.losses > maxLosses || this.stuck.size > maxStuckFiles) {
      this.options.onGivenUp();
      return;
    }
    this.restart = setTimeout(() => {
      this.restart = undefined;
      this.start();
    }, restartMs * Math.max(this.losses, 1)).unref();
  }
}
