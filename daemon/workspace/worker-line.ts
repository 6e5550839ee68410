import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '../base/log.ts';
import type { Order, Report, WorkerInput } from './messages.ts';

export interface LineOptions {
  /** Other than the one that belongs to this program. */
  readonly workerFile?: string | undefined;
  readonly input: WorkerInput;
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
  import.meta.filename.endsWith('.cjs') ? 'templates-worker.cjs' : 'worker.ts',
);
/** What reading leads to nothing but another loss for: a file that no bound was thought of for. */
const mostLosses = 4;
/** Before the next start, times the losses so far. In ms. */
const pause = 250;
/** Until a worker that was told to end is ended. In ms. */
const patience = 1_000;

/** The line to the worker that reads templates. A worker that dies is replaced, and never takes the daemon along. */
export class WorkerLine {
  private readonly options: LineOptions;
  private worker: Worker | undefined;
  private restart: NodeJS.Timeout | undefined;
  private losses = 0;
  private closed = false;

  constructor(options: LineOptions) {
    this.options = options;
  }

  /** Starts a worker where none is. Answers whether it did: then `onStart` has told it everything. */
  open(): boolean {
    if (this.closed || this.worker || this.restart) return false;
    this.losses = 0;
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
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    const late = setTimeout(() => void worker.terminate(), patience);
    worker.postMessage({ kind: 'end' } satisfies Order);
    await ended;
    clearTimeout(late);
  }

  private start(): void {
    const { log, input, workerFile = ownWorker, onReport, onStart } = this.options;
    const worker = new Worker(workerFile, {
      workerData: input,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      name: 'templates',
    });
    worker.unref();
    worker.on('message', onReport);
    worker.on('error', (error) => log('error', 'template worker failed', { error }));
    worker.once('exit', (code) => this.lost(code));
    this.worker = worker;
    onStart();
  }

  private lost(code: number): void {
    this.worker = undefined;
    if (this.closed) return;
    this.losses++;
    this.options.log('error', 'template worker ended', { code, losses: this.losses });
    if (this.losses > mostLosses) {
      this.options.onGivenUp();
      return;
    }
    this.restart = setTimeout(() => {
      this.restart = undefined;
      this.start();
    }, pause * this.losses).unref();
  }
}
