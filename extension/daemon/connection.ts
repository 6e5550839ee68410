import type { Socket } from 'node:net';
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  window,
} from 'vscode';
import { CloseAction, ProgressType, ResponseError, State } from 'vscode-languageclient/node';
import { stopDaemon } from '#protocol/daemon.ts';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Welcome } from '#protocol/handshake.ts';
import type { RequestMessage, WindowMessage } from '#protocol/message.ts';
import { type MoveChoice, problemErrorCode } from '#protocol/problems.ts';
import { type Settings, settingsChanged } from '#protocol/settings.ts';
import { type Excluded, excludedChanged } from '#protocol/templates.ts';
import { isOlder } from '#protocol/versions.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { DaemonLanguageClient } from './language-client.ts';
import { endDaemon, reachDaemon } from './start.ts';

export interface ConnectionOptions {
  readonly place: DaemonPaths;
  readonly extensionPath: string;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Asked anew at each connection. */
  settings(): Settings;
  excluded(): readonly Excluded[];
}

type Listener = { readonly method: string; readonly call: (params: never) => void };

const mostLosses = 6;
const lossWindow = 60_000;
/** A daemon that is just ending, or older than this window and about to end, refuses; the next one does not. */
const mostAttempts = 3;

/**
 * This window's line to the daemon. A lost line is taken up again, by a new daemon where the old one died; after
 * several losses in a minute, and where no daemon can be reached, a person is asked.
 */
export class DaemonConnection implements Disposable {
  private readonly options: ConnectionOptions;
  private readonly stateChanged = new EventEmitter<boolean>();
  private readonly listeners = new Set<Listener>();
  private client: DaemonLanguageClient | undefined;
  /** Reached before the client asks for it, so that the client never starts in vain. */
  private reached: Socket | undefined;
  /** The one attempt that is under way, however often a person asks. */
  private starting: Promise<void> | undefined;
  private connected = false;
  private losses: number[] = [];
  private disposed = false;
  /** Fires `true` when connected, `false` when the line is lost. */
  readonly onStateChanged = this.stateChanged.event;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  /** Never rejects: a person is told what is in the way. */
  start(): Promise<void> {
    this.starting ??= this.connect().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async connect(): Promise<void> {
    for (let attempt = 1; !this.disposed; attempt++) {
      try {
        this.reached = await this.reach();
        if (this.disposed) {
          this.reached.destroy();
          return;
        }
        this.client ??= this.createClient();
        await this.client.start();
        if (this.disposed) void this.client.dispose().catch(() => {});
        return;
      } catch (error) {
        this.options.log.error(error instanceof Error ? error : String(error));
        this.reached?.destroy();
        this.reached = undefined;
        const refused = this.client;
        this.client = undefined;
        void refused?.dispose().catch(() => {});
        if (!refused || attempt >= mostAttempts) {
          void this.sayFailure(error);
          return;
        }
      }
    }
  }

  /** @throws Error whose message is for a person. */
  async request<Params, Result>(
    { method }: RequestMessage<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    // The client counts as running until its lost line is taken up again or given up.
    if (!this.client?.isRunning() || !this.connected) {
      throw new Error(l10n.t('The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon".'));
    }
    // An absent token must not be named: it would travel as a second parameter.
    return token
      ? this.client.sendRequest<Result>(method, params, token)
      : this.client.sendRequest<Result>(method, params);
  }

  /** Over all connections of this window, until it is disposed of. */
  onNotification<Params>({ method }: WindowMessage<Params>, call: (params: Params) => void): Disposable {
    const listener: Listener = { method, call };
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Steps of the request that is sent with this `workDoneToken`. */
  onProgress(token: string, call: (message: string | undefined) => void): Disposable {
    const steps = new ProgressType<{ message?: string }>();
    return this.client?.onProgress(steps, token, ({ message }) => call(message)) ?? { dispose: () => {} };
  }

  /** The machine's settings changed, or somebody signed in. */
  tellSettings(): void {
    if (!this.connected) return;
    this.client
      ?.sendNotification(settingsChanged.method, this.options.settings())
      .catch((error) => this.options.log.warn(error));
  }

  /** The window's folders, or what they hide, changed. */
  tellExcluded(): void {
    if (!this.connected) return;
    this.client
      ?.sendNotification(excludedChanged.method, { excluded: this.options.excluded() })
      .catch((error) => this.options.log.warn(error));
  }

  /** Ends the daemon and starts a new one. */
  async restart(): Promise<void> {
    this.losses = [];
    if (this.connected) {
      await this.request(stopDaemon, {}).catch(() => {});
      return;
    }
    await endDaemon(this.options.extensionPath);
    await this.start();
  }

  dispose(): void {
    this.disposed = true;
    this.reached?.destroy();
    this.stateChanged.dispose();
    void this.client?.dispose().catch(() => {});
  }

  private createClient(): DaemonLanguageClient {
    const client = new DaemonLanguageClient({
      ...this.options,
      connect: async () => {
        const socket = this.reached ?? (await this.reach());
        this.reached = undefined;
        return socket;
      },
      onLost: () => this.onLost(),
    });
    for (const method of new Set([...this.listeners].map((listener) => listener.method))) {
      client.onNotification(method, (params: unknown) => {
        for (const listener of this.listeners) if (listener.method === method) listener.call(params as never);
      });
    }
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.onConnected(client);
      if (newState === State.Stopped) this.say(false);
      // A restart after a loss that was refused: a new client may be let in, or say why not.
      if (newState === State.StartFailed && !this.starting) void this.start();
    });
    return client;
  }

  private reach(): Promise<Socket> {
    return reachDaemon(this.options.place, this.options.extensionPath);
  }

  private onConnected(client: DaemonLanguageClient): void {
    const welcome = client.initializeResult?.capabilities.experimental?.guardrail as Welcome | undefined;
    if (welcome && isOlder(welcome.version, this.options.version)) {
      // It finishes its writes and ends; the line's loss then starts this version's own.
      void client.sendRequest(stopDaemon.method, {}).catch(() => {});
      return;
    }
    this.say(true);
  }

  private say(connected: boolean): void {
    this.connected = connected;
    this.stateChanged.fire(connected);
  }

  private async onLost() {
    const now = Date.now();
    this.say(false);
    this.losses = [...this.losses.filter((at) => now - at < lossWindow), now];
    try {
      if (this.losses.length > mostLosses)
        throw new Error(l10n.t('The Guardrail daemon keeps stopping. Run "Guardrail: Show Log" to see why.'));
      // Several windows lose one daemon at once: the first to come back starts the next one.
      await new Promise((resolve) => setTimeout(resolve, 200 * this.losses.length));
      // A window that closes meanwhile must not start a daemon for nobody.
      if (this.disposed) return { action: CloseAction.DoNotRestart, handled: true };
      this.reached = await this.reach();
      return { action: CloseAction.Restart, handled: true };
    } catch (error) {
      void this.sayFailure(error);
      return { action: CloseAction.DoNotRestart, handled: true };
    }
  }

  private async sayFailure(error: unknown): Promise<void> {
    if (this.disposed) return;
    this.say(false);
    const restart = l10n.t('Restart Daemon');
    const showLog = l10n.t('Show Log');
    const message = error instanceof Error ? error.message : String(error);
    const chosen = await window.showErrorMessage(plainMessage(`Guardrail: ${message}`), restart, showLog);
    if (chosen === restart) await this.restart();
    if (chosen === showLog) this.options.log.show();
  }
}

/** The stable code of a problem that the daemon named. */
export function problemCode(error: unknown): string | undefined {
  if (!(error instanceof ResponseError) || error.code !== problemErrorCode) return undefined;
  return (error.data as { code?: string } | undefined)?.code;
}

/** The moves among which a review needs a choice; none if the error is about something else. */
export function moveChoicesOf(error: unknown): readonly MoveChoice[] {
  if (problemCode(error) !== 'move-ambiguous' || !(error instanceof ResponseError)) return [];
  return (error.data as { choices?: readonly MoveChoice[] }).choices ?? [];
}
