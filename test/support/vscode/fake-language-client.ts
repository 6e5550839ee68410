/** `vscode-languageclient/node` for unit tests: a client of a daemon that returns the results in `answers`. */
import { recorded } from './fake.ts';

export const State = { Stopped: 1, Running: 2, Starting: 3, StartFailed: 4 };
export const CloseAction = { DoNotRestart: 1, Restart: 2 };
export const ErrorAction = { Continue: 1 };
export const WorkDoneProgressCancelNotification = { method: 'window/workDoneProgress/cancel' };
export class ProgressType {}
export class ResponseError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Results by method. The result of any other method is `{}`. */
export const answers = new Map<string, unknown>();
/** Clients that were started and are not disposed of yet. */
export const runningClients = new Set<LanguageClient>();

interface Options {
  readonly errorHandler: { closed(): Promise<{ readonly action: number }> };
}

export class LanguageClient {
  private readonly record = recorded('LanguageClient', {});
  private readonly listeners = new Map<string, (params: unknown) => void>();
  private readonly connect: () => Promise<unknown>;
  private readonly options: Options;
  private running = false;
  /** Methods of the notifications that were sent, in their order. */
  readonly notified: string[] = [];
  readonly initializeResult = { capabilities: {} };
  // As in the library: its clients remove their listeners themselves.
  readonly onDidChangeState = (listener: (change: { newState: number }) => void) => {
    this.stateListeners.add(listener);
  };
  private readonly stateListeners = new Set<(change: { newState: number }) => void>();

  constructor(_id: string, _name: string, transport: () => Promise<unknown>, options: Options) {
    this.connect = transport;
    this.options = options;
  }

  async start(): Promise<void> {
    await this.connect();
    runningClients.add(this);
    this.become(State.Running);
  }

  isRunning(): boolean {
    return this.running;
  }

  onNotification(method: string, listener: (params: unknown) => void): void {
    this.listeners.set(method, listener);
  }

  onProgress(): { dispose(): void } {
    return recorded('progress listener', {});
  }

  async sendRequest(method: string): Promise<unknown> {
    return answers.get(method) ?? {};
  }

  async sendNotification(method: string): Promise<void> {
    this.notified.push(method);
  }

  /** The daemon sends a notification. */
  receive(method: string, params: unknown): void {
    this.listeners.get(method)?.(params);
  }

  /** The connection is lost. It is opened again if the owner wants that. */
  async lose(): Promise<void> {
    this.running = false;
    const { action } = await this.options.errorHandler.closed();
    if (action === CloseAction.Restart) await this.start();
    else this.become(State.Stopped);
  }

  error(): void {}

  async dispose(): Promise<void> {
    this.running = false;
    runningClients.delete(this);
    this.record.dispose();
  }

  private become(newState: number): void {
    this.running = newState === State.Running;
    for (const listener of this.stateListeners) listener({ newState });
  }
}
