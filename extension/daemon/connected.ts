import { type CancellationToken, type Disposable, type LogOutputChannel, l10n } from 'vscode';
import type { NotificationMessage, RequestMessage } from '#protocol/message.ts';
import { DisposableStore } from '../tools/disposables.ts';
import type { DaemonLanguageClient } from './language-client.ts';

/**
 * The daemon that this window is connected to: requests need one. It ends with its connection; the next connection has
 * another one. Code that asks the user between two requests gets it from the connection again for each request.
 */
export class Connected {
  /** Everything that must end with this connection, not with the window. */
  readonly lifetime = new DisposableStore();
  private readonly client: DaemonLanguageClient;
  private readonly log: LogOutputChannel;

  constructor(client: DaemonLanguageClient, log: LogOutputChannel) {
    this.client = client;
    this.log = log;
  }

  /** @throws Error whose message is for the user. */
  async request<Params, Result>(
    { method }: RequestMessage<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    if (this.lifetime.isDisposed || !this.client.isRunning()) throw notConnected();
    // An absent token must not be passed: it would be sent as a second parameter.
    return token
      ? this.client.sendRequest<Result>(method, params, token)
      : this.client.sendRequest<Result>(method, params);
  }

  /** Never rejects: the next connection's handshake reports the same again. */
  notify<Params>({ method }: NotificationMessage<Params>, params: Params): void {
    if (this.lifetime.isDisposed) return;
    this.client.sendNotification(method, params).catch((error) => this.log.warn(error));
  }

  /** Calls back for each step of the request that is sent with this `workDoneToken`. */
  onProgress(token: string, call: (message: string | undefined) => void): Disposable {
    return this.client.onSteps(token, call);
  }
}

export function notConnected(): Error {
  return new Error(l10n.t('The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon".'));
}
