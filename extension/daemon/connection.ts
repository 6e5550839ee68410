import { readFileSync } from 'node:fs';
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  window,
  workspace,
} from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, ResponseError, State } from 'vscode-languageclient/node';
import {
  type Hello,
  type NotificationName,
  problemErrorCode,
  protocolVersion,
  type RequestName,
  type Settings,
  settingsChanged,
  stopDaemon,
  type Welcome,
} from '#protocol/messages.ts';
import type { Place } from '#protocol/place.ts';
import { reachDaemon } from './start.ts';
import { isOlder } from './versions.ts';

export interface ConnectionOptions {
  readonly place: Place;
  readonly extensionPath: string;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Asked anew at each connection. */
  settings(): Settings;
}

const templates = '**/*.{yaml,yml,json,template}';
const mostRestarts = 6;
const restartWindow = 60_000;

/**
 * This window's line to the daemon: diagnostics, hovers, lenses and documents travel by themselves, the rest by
 * `request`. A lost line is taken up again, by a new daemon where the old one died; after several losses in a
 * minute a person is asked.
 */
export class DaemonConnection implements Disposable {
  private readonly options: ConnectionOptions;
  private readonly client: LanguageClient;
  private readonly stateChanged = new EventEmitter<boolean>();
  /** Templates that change on disk, however they change. The client listens to it and does not own it. */
  private readonly watcher = workspace.createFileSystemWatcher(templates);
  private losses: number[] = [];
  /** Fires `true` when connected, `false` when the line is lost. */
  readonly onStateChanged = this.stateChanged.event;

  constructor(options: ConnectionOptions) {
    this.options = options;
    const { log } = options;
    this.client = new LanguageClient('guardrail', 'Guardrail', () => this.transport(), {
      documentSelector: [{ scheme: 'file', pattern: templates }],
      synchronize: { fileEvents: this.watcher },
      initializationOptions: () => this.hello(),
      outputChannel: log,
      initializationFailedHandler: (error) => {
        void this.sayFailure(error instanceof Error ? error.message : String(error));
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.onLost(),
      },
    });
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.onConnected();
      if (newState === State.Stopped) this.stateChanged.fire(false);
    });
  }

  async start(): Promise<void> {
    try {
      await this.client.start();
    } catch (error) {
      this.options.log.error(error instanceof Error ? error : String(error));
      await this.sayFailure(error instanceof Error ? error.message : String(error));
    }
  }

  /** @throws Error whose message is for a person. */
  async request<Params, Result>(
    { method }: RequestName<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    if (!this.client.isRunning()) {
      throw new Error(l10n.t('The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon".'));
    }
    // An absent token must not be named: it would travel as a second parameter.
    return token
      ? this.client.sendRequest<Result>(method, params, token)
      : this.client.sendRequest<Result>(method, params);
  }

  onNotification<Params>(
    { method }: NotificationName<Params>,
    listener: (params: Params) => void,
  ): Disposable {
    return this.client.onNotification(method, listener);
  }

  onProgress(token: string, listener: (message: string | undefined) => void): Disposable {
    return this.client.onNotification(
      '$/progress',
      (params: { token: string; value: { message?: string } }) => {
        if (params.token === token) listener(params.value.message);
      },
    );
  }

  /** The machine's settings changed, or somebody signed in. */
  tellSettings(): void {
    if (this.client.isRunning())
      void this.client.sendNotification(settingsChanged.method, this.options.settings());
  }

  /** Ends the daemon and starts a new one. */
  async restart(): Promise<void> {
    this.losses = [];
    if (this.client.isRunning()) await this.request(stopDaemon, {}).catch(() => {});
    else await this.start();
  }

  dispose(): void {
    this.watcher.dispose();
    this.stateChanged.dispose();
    void this.client.dispose();
  }

  private async transport() {
    const socket = await reachDaemon(this.options.place, this.options.extensionPath);
    return { reader: socket, writer: socket, detached: true };
  }

  private hello(): Hello {
    return {
      protocol: protocolVersion,
      token: readFileSync(this.options.place.tokenFile, 'utf8'),
      client: 'window',
      version: this.options.version,
      settings: this.options.settings(),
    };
  }

  private onConnected(): void {
    const welcome = this.client.initializeResult?.capabilities.experimental?.guardrail as Welcome | undefined;
    if (welcome && isOlder(welcome.version, this.options.version)) {
      // It finishes its writes and ends; the line's loss then starts this version's own.
      void this.request(stopDaemon, {}).catch(() => {});
      return;
    }
    this.stateChanged.fire(true);
  }

  private async onLost() {
    const now = Date.now();
    this.losses = [...this.losses.filter((at) => now - at < restartWindow), now];
    if (this.losses.length > mostRestarts) {
      void this.sayFailure(l10n.t('The Guardrail daemon keeps stopping.'));
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    // Several windows lose one daemon at once: the first to come back starts the next one.
    await new Promise((resolve) => setTimeout(resolve, 200 * this.losses.length));
    return { action: CloseAction.Restart, handled: true };
  }

  private async sayFailure(message: string): Promise<void> {
    this.stateChanged.fire(false);
    const restart = l10n.t('Restart Daemon');
    const showLog = l10n.t('Show Log');
    const chosen = await window.showErrorMessage(`Guardrail: ${message}`, restart, showLog);
    if (chosen === restart) await this.restart();
    if (chosen === showLog) this.options.log.show();
  }
}

/** The stable code of a problem that the daemon named. */
export function problemCode(error: unknown): string | undefined {
  if (!(error instanceof ResponseError) || error.code !== problemErrorCode) return undefined;
  return (error.data as { code?: string } | undefined)?.code;
}
