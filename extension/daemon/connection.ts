import type { Socket } from 'node:net';
import { type Disposable, EventEmitter, type LogOutputChannel, l10n, window } from 'vscode';
import { stopDaemon } from '#protocol/daemon.ts';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { EditorSettings } from '#protocol/editor.ts';
import type { Welcome } from '#protocol/handshake.ts';
import type { WindowMessage } from '#protocol/message.ts';
import type { Settings } from '#protocol/settings.ts';
import type { Excluded } from '#protocol/templates.ts';
import { isOlder } from '#protocol/versions.ts';
import { DisposableStore } from '../tools/disposables.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { Connected, notConnected } from './connected.ts';
import type { ClientInput, ClientState, DaemonLanguageClient } from './language-client.ts';
import { Losses } from './losses.ts';
import { NotificationListeners } from './notification-listeners.ts';
import { SocketAhead } from './socket-ahead.ts';

export interface ConnectionOptions {
  readonly paths: DaemonPaths;
  /** Resolves to a socket to the daemon; starts one if none listens. @throws Error for the user. */
  reachDaemon(): Promise<Socket>;
  /** Resolves to the client of a connection. */
  loadClient(): Promise<new (input: ClientInput) => DaemonLanguageClient>;
  /** Ends a daemon that this window cannot reach. Never rejects. */
  endDaemon(): Promise<void>;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Called at each connection. */
  settings(): Settings;
  /** Resolves once `settings` returns all of them: a locked keyring may take long. Never rejects. */
  settingsKnown(): Promise<void>;
  excluded(): readonly Excluded[];
  editor(): EditorSettings;
}

/** A daemon that is ending, or is older than this window, refuses an attempt. The next daemon accepts it. */
const maxAttempts = 3;

/** A daemon that does not end within this time after it was asked gets a signal. */
const stopTimeoutMs = 5_000;

/**
 * Connects this window with the daemon. Restores a lost connection, with a new daemon if the old one died. Asks the user
 * after several losses in a minute, or if no daemon can be reached.
 */
export class DaemonConnection implements Disposable {
  /** The window's lifetime. Each connection has its own: see `Connected`. */
  private readonly lifetime = new DisposableStore();
  private readonly options: ConnectionOptions;
  private readonly changed = this.lifetime.add(new EventEmitter<Connected | undefined>());
  private readonly started = this.lifetime.add(new EventEmitter<void>());
  private readonly listeners = new NotificationListeners();
  private readonly losses = new Losses();
  private readonly socket: SocketAhead;
  private client: DaemonLanguageClient | undefined;
  private daemon: Connected | undefined;
  private restarting: Promise<void> | undefined;
  /** The attempt that is running: there is only one, even if the user asks several times. */
  private starting: Promise<void> | undefined;
  /** Whether a daemon was asked for. Until then, none is started for this window. */
  hasStarted = false;
  /** Fires when a daemon is asked for the first time, and when it is started again after it could not be reached. */
  readonly onStarted = this.started.event;
  /** Fires with the daemon that this window is connected to now, or with `undefined` without a connection. */
  readonly onChanged = this.changed.event;

  constructor(options: ConnectionOptions) {
    this.options = options;
    this.socket = new SocketAhead(() => options.reachDaemon());
  }

  /** The daemon that this window is connected to. */
  get current(): Connected | undefined {
    return this.daemon;
  }

  /**
   * Returns the daemon that this window is connected to.
   * @throws Error for the user if this window is not connected.
   */
  require(): Connected {
    if (!this.daemon) throw notConnected();
    return this.daemon;
  }

  /**
   * Resolves to the daemon that this window is connected to. Asks for a daemon if that has not happened yet.
   * @throws Error for the user if this window is not connected.
   */
  async reach(): Promise<Connected> {
    if (!this.hasStarted || this.starting) await this.start();
    return this.require();
  }

  /** Calls back over all connections of this window, until it is disposed of. */
  onNotification<Params>(name: WindowMessage<Params>, call: (params: Params) => void): Disposable {
    return this.listeners.add(name, call);
  }

  /** Never rejects: the user sees what prevents a connection. */
  start(): Promise<void> {
    if (!this.hasStarted) {
      this.hasStarted = true;
      this.started.fire();
    }
    this.starting ??= this.connect().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Ends the daemon and starts a new one. Asking again while that happens changes nothing. */
  restart(): Promise<void> {
    this.restarting ??= this.endAndStart().finally(() => {
      this.restarting = undefined;
    });
    return this.restarting;
  }

  private async endAndStart(): Promise<void> {
    this.losses.forget();
    if (this.daemon) {
      const asked = this.daemon.request(stopDaemon, {}).catch(() => {});
      const silent = Promise.withResolvers<'silent'>();
      const timer = setTimeout(silent.resolve, stopTimeoutMs, 'silent');
      const answer = await Promise.race([asked, silent.promise]);
      clearTimeout(timer);
      // As after every end, the lost connection is then restored, with a new daemon.
      if (answer === 'silent') await this.options.endDaemon();
      return;
    }
    this.started.fire();
    await this.options.endDaemon();
    await this.start();
  }

  dispose(): void {
    this.daemon?.lifetime.dispose();
    this.lifetime.dispose();
    this.socket.drop();
    void this.client?.dispose().catch(() => {});
  }

  private async connect(): Promise<void> {
    for (let attempt = 1; !this.lifetime.isDisposed; attempt++) {
      try {
        await Promise.all([this.socket.prepare(), this.options.settingsKnown()]);
        if (this.lifetime.isDisposed) {
          this.socket.drop();
          return;
        }
        this.client ??= await this.createClient();
        await this.client.start();
        if (this.lifetime.isDisposed) void this.client.dispose().catch(() => {});
        return;
      } catch (error) {
        this.options.log.error(error instanceof Error ? error : String(error));
        this.socket.drop();
        const refused = this.client;
        this.client = undefined;
        void refused?.dispose().catch(() => {});
        if (!refused || attempt >= maxAttempts) {
          void this.showFailure(error);
          return;
        }
      }
    }
  }

  private async createClient(): Promise<DaemonLanguageClient> {
    const Client = await this.options.loadClient();
    const client: DaemonLanguageClient = new Client({
      ...this.options,
      connect: () => this.socket.take(),
      onLost: () => this.onLost(),
      onState: (state) => this.onState(state, client),
    });
    this.listeners.attachTo(client);
    return client;
  }

  private onState(state: ClientState, client: DaemonLanguageClient): void {
    if (state === 'running') this.onRunning(client);
    if (state === 'stopped') this.become(undefined);
    // A restart after a loss was refused: a new client may be accepted, or reports the reason.
    if (state === 'refused' && !this.starting) void this.start();
  }

  private onRunning(client: DaemonLanguageClient): void {
    const welcome = client.initializeResult?.capabilities.experimental?.guardrail as Welcome | undefined;
    if (welcome && isOlder(welcome.version, this.options.version)) {
      // The older daemon finishes its writes and ends; the lost connection then starts this version's daemon.
      void client.sendRequest(stopDaemon.method, {}).catch(() => {});
      return;
    }
    this.become(new Connected(client, this.options.log));
  }

  private become(daemon: Connected | undefined): void {
    this.daemon?.lifetime.dispose();
    this.daemon = daemon;
    this.changed.fire(daemon);
  }

  /** Resolves to whether the client shall connect again. */
  private async onLost(): Promise<boolean> {
    this.become(undefined);
    const waitMs = this.losses.record(Date.now());
    try {
      if (waitMs === undefined)
        throw new Error(l10n.t('The Guardrail daemon keeps stopping. Run "Guardrail: Show Log" to see why.'));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      // A window that was closed during the wait must not start a daemon.
      if (this.lifetime.isDisposed) return false;
      await this.socket.prepare();
      return true;
    } catch (error) {
      void this.showFailure(error);
      return false;
    }
  }

  private async showFailure(error: unknown): Promise<void> {
    if (this.lifetime.isDisposed) return;
    this.become(undefined);
    const restart = l10n.t('Restart Daemon');
    const showLog = l10n.t('Show Log');
    const message = error instanceof Error ? error.message : String(error);
    const chosen = await window.showErrorMessage(plainMessage(`Guardrail: ${message}`), restart, showLog);
    if (chosen === restart) await this.restart();
    if (chosen === showLog) this.options.log.show();
  }
}
