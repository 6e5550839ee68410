import path from 'node:path';
import type { Log } from '../../../base/log.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import type { Report } from '../messages.ts';
import { type ChannelOptions, WorkerChannel } from './channel.ts';
import { FactsSender } from './send-facts.ts';
import { type Listeners, WorkspaceView } from './workspace-view.ts';

export interface WorkspacesOptions {
  readonly log: Log;
  /** Folder in which readings are kept for the next start. Absent: they are not kept. */
  readonly stateDir?: string;
  /** See `ChannelOptions`. */
  readonly workerFile?: string | undefined;
  readonly watchdog?: ChannelOptions['watchdog'];
}

/** The templates of all windows and commands, read and linked by one worker thread. */
export class Workspaces {
  private readonly channel: WorkerChannel;
  private readonly views = new Map<number, WorkspaceView>();
  private last = 0;
  private readonly facts = new FactsSender((order) => this.channel.send(order));

  constructor({ log, stateDir, workerFile, watchdog }: WorkspacesOptions) {
    this.channel = new WorkerChannel({
      log,
      workerFile,
      watchdog,
      input: { cacheFile: stateDir === undefined ? undefined : path.join(stateDir, 'templates.db') },
      onReport: (report) =>
        report.kind === 'log' ? log(report.level, report.event, report.fields) : this.take(report),
      onStart: () => {
        this.facts.forget();
        for (const view of this.views.values()) view.begin();
      },
      onGivenUp: () => {
        for (const view of this.views.values()) view.giveUp();
      },
    });
  }

  /** Opens a view without folders. The caller closes it. */
  view(listeners: Listeners): WorkspaceView {
    const number = ++this.last;
    const view = new WorkspaceView(listeners, {
      open: (folders: readonly FolderToRead[]) => {
        if (!this.channel.open()) this.channel.send({ kind: 'open', view: number, folders });
      },
      readOn: () => {
        if (!this.channel.open()) this.channel.send({ kind: 'readOn', view: number });
      },
      cancel: () => this.channel.send({ kind: 'cancel', view: number }),
      changed: (paths) => this.channel.send({ kind: 'changed', paths }),
      link: (facts) => this.facts.link(number, facts),
      linkAgain: () => this.facts.linkAgain(number),
      declarations: (question, configType, at) =>
        this.channel.send({ kind: 'declarations', view: number, question, configType, at }),
      close: () => {
        this.views.delete(number);
        this.channel.send({ kind: 'close', view: number });
      },
    });
    this.views.set(number, view);
    return view;
  }

  /** Id of the worker's thread; `undefined` if no worker runs. */
  get threadId(): number | undefined {
    return this.channel.threadId;
  }

  close(): Promise<void> {
    return this.channel.close();
  }

  private take(report: Exclude<Report, { kind: 'log' }>): void {
    const view = this.views.get(report.view);
    view?.take(report);
    if (view?.isSettled) this.channel.succeeded();
  }
}
