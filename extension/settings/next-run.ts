import type { CancellationToken } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';

/** A changed setting starts a sync run at once. If none starts within this time, nothing changed. */
const startTimeoutMs = 5_000;

/** `none`: no run began. `left`: the user does not wait, or the connection is lost. */
export type RunOutcome = 'read' | 'none' | 'left';

/**
 * The sync run that a change of the user's starts. It is watched from before the change: a run of one account may end before the
 * change is known to be stored.
 */
export class NextRun implements Disposable {
  private readonly model: Pick<Model, 'status' | 'connection' | 'onChanged'>;
  private readonly lifetime = new DisposableStore();
  private readonly lastSync: string | undefined;
  /** Whether a run was going on before the change. */
  private readonly wasRunning: boolean;
  private isRunning: boolean;
  private began = false;
  private resolve: (outcome: RunOutcome) => void = () => {};
  private readonly outcome = new Promise<RunOutcome>((resolve) => {
    this.resolve = resolve;
  });

  constructor(model: NextRun['model']) {
    this.model = model;
    this.lastSync = model.status?.lastSync;
    this.wasRunning = model.status?.syncing === true;
    this.isRunning = this.wasRunning;
    this.lifetime.add(model.onChanged(() => this.follow()));
  }

  /** Waits for its end. To be called once, after the change. */
  async ended(cancellation: CancellationToken): Promise<RunOutcome> {
    // A change during a run is read by the rest of it, or by the run that follows at once.
    this.began ||= this.isRunning;
    this.lifetime.add(cancellation.onCancellationRequested(() => this.resolve('left')));
    const timer = setTimeout(() => {
      if (!this.began) this.resolve('none');
    }, startTimeoutMs);
    try {
      return await this.outcome;
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private follow(): void {
    const { connection, status } = this.model;
    if (connection !== 'connected') this.resolve('left');
    const isRunning = status?.syncing === true;
    if (isRunning && !this.isRunning) this.began = true;
    this.isRunning = isRunning;
    // The two changes of a short run may arrive as one.
    const isNewer = !this.wasRunning && status?.lastSync !== this.lastSync;
    if (!isRunning && (this.began || isNewer)) this.resolve('read');
  }
}
