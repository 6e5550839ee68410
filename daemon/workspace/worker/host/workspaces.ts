import path from 'node:path';
import type { Log } from '../../../base/log.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import type { Report } from '../messages.ts';
import { type LineOptions, WorkerLine } from './channel.ts';
import { KnowledgeLine } from './send-facts.ts';
import { type Listeners, WorkspaceView } from './workspace-view.ts';

export interface WorkspacesOptions {
  readonly log: Log;
  /** Where readings are kept over starts; absent: nowhere. */
  readonly stateDir?: string;
  /** See `LineOptions`. */
  readonly workerFile?: string | undefined;
  readonly patience?: LineOptions['patience'];
}

/** The templates of all windows and commands, read and linked by one worker thread. */
export class Workspaces {
  private readonly line: WorkerLine;
  private readonly views = new Map<number, WorkspaceView>();
  private last = 0;
  private readonly knowledge = new KnowledgeLine((order) => this.line.send(order));

  constructor({ log, stateDir, workerFile, patience }: WorkspacesOptions) {
    this.line = new WorkerLine({
      log,
      workerFile,
      patience,
      input: { cacheFile: stateDir === undefined ? undefined : path.join(stateDir, 'templates.db') },
      onReport: (report) =>
        report.kind === 'log' ? log(report.level, report.event, report.fields) : this.take(report),
      onStart: () => {
        this.knowledge.forget();
        for (const view of this.views.values()) view.begin();
      },
      onGivenUp: () => {
        for (const view of this.views.values()) view.giveUp();
      },
    });
  }

  /** Opens a view without folders. Who opens one closes it. */
  view(listeners: Listeners): WorkspaceView {
    const number = ++this.last;
    const view = new WorkspaceView(listeners, {
      open: (folders: readonly FolderToRead[]) => {
        if (!this.line.open()) this.line.send({ kind: 'open', view: number, folders });
      },
      readOn: () => {
        if (!this.line.open()) this.line.send({ kind: 'readOn', view: number });
      },
      cancel: () => this.line.send({ kind: 'cancel', view: number }),
      changed: (paths) => this.line.send({ kind: 'changed', paths }),
      link: (knowledge) => this.knowledge.link(number, knowledge),
      declarations: (question, configType, at) =>
        this.line.send({ kind: 'declarations', view: number, question, configType, at }),
      close: () => {
        this.views.delete(number);
        this.line.send({ kind: 'close', view: number });
      },
    });
    this.views.set(number, view);
    return view;
  }

  /** The worker's thread, while there is one. */
  get threadId(): number | undefined {
    return this.line.threadId;
  }

  close(): Promise<void> {
    return this.line.close();
  }

  private take(report: Exclude<Report, { kind: 'log' }>): void {
    const view = this.views.get(report.view);
    view?.take(report);
    if (view?.isSettled) this.line.succeeded();
  }
}
