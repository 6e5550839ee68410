import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../../base/log.ts';
import type { Stamp } from '../../read/stamp.ts';
import { type Activity, ActivityBoard } from '../activity.ts';
import type { Order, Report, WorkerInput } from '../messages.ts';
import { type WatchdogLimits, watch } from './watchdog.ts';

export interface ChannelOptions {
  /** Other than the one that belongs to this program. */
  readonly workerFile?: string | undefined;
  readonly input: Pick<WorkerInput, 'cacheFile'>;
  /** How long a worker may stand still; other than usual in tests. */
  readonly patience?: WatchdogLimits | undefined;
  readonly log: Log;
  onReport(report: Report): void;
  /** A worker is there and knows nothing yet: also after one was lost. */
  onStart(): void;
  /** It was lost too often: none is started until somebody asks again. */
  onGivenUp(): void;
}

/** Beside the bundle, or beside this source. */
const ownWorker = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.cjs') ? 'templates-worker.cjs' : '../thread/main.ts',
);
/** What reading leads to nothing but another loss for: a file that no bound was thought of for. */
const mostLosses = 4;
/** Before the next start, times the losses so far. In ms. */
const pause = 250;
/** Until a worker that was told to end is ended. In ms. */
const patience = 1_000;
/** Files that kept a worker from answering, or that it died of: more than these say that something else is wrong. */
const maxStuck = 32;

/**
 * The line to the worker that reads templates. A worker that dies or does not answer any more is replaced, and never
 * takes the daemon along; the file that it was reading is left out until it changes.
 */
export class WorkerChannel {
  private readonly options: ChannelOptions;
  private worker: Worker | undefined;
  private restart: NodeJS.Timeout | undefined;
  private losses = 0;
  private closed = false;
  private stopWatching = () => {};
  /** As they were when reading them did not end. */
  private readonly stuck = new Map<string, Stamp>();

  constructor(options: ChannelOptions) {
    this.options = options;
  }

  /** Starts a worker where none is. Answers whether it did: then `onStart` has told it everything. */
  open(): boolean {
    if (this.closed || this.worker || this.restart) return false;
    this.losses = 0;
    if (this.stuck.size > maxStuck) this.stuck.clear();
    this.start();
    return true;
  }

  /** Dropped where no worker is: whoever comes next is told everything. */
  send(order: Order): void {
    this.worker?.postMessage(order);
  }

  /** What was asked for was done: earlier losses count no more. */
  succeeded(): void {
    this.losses = 0;
  }

  /** For tests of what a loss leads to. */
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
    const late = setTimeout(() => void worker.terminate(), patience);
    worker.postMessage({ kind: 'end' } satisfies Order);
    // A thread that waits for a disk does not end.
    const givenUp = setTimeout(resolve, 2 * patience);
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
    this.stopWatching = watch(() => board.current(), onStandstill, this.options.patience);
    onStart();
  }

  /** It ended, or is given up: a thread that waits for a disk may never end. */
  private lost(worker: Worker, { file }: Activity, why: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.stopWatching();
    worker.removeAllListeners('message');
    void worker.terminate();
    if (this.closed) return;
    if (file) this.stuck.set(file.path, file.stamp);
    // Without the file the next one comes further.
    else this.losses++;
    const { log } = this.options;
    log('error', 'template worker ended', { why, file: file?.path, losses: this.losses });
    if (this.losses > mostLosses || this.stuck.size > maxStuck) {
      this.options.onGivenUp();
      return;
    }
    this.restart = setTimeout(() => {
      this.restart = undefined;
      this.start();
    }, pause * Math.max(this.losses, 1)).unref();
  }
}
