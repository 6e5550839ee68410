import type { LanguageClient } from 'vscode-languageclient/node';
import type { WindowMessage } from '#protocol/message.ts';
import type { Disposable } from '../tools/disposables.ts';

interface Listener {
  readonly method: string;
  readonly call: (params: never) => void;
}

/** The listeners to the daemon's notifications, over all connections of this window. */
export class NotificationListeners {
  private readonly listeners = new Set<Listener>();

  add<Params>({ method }: WindowMessage<Params>, call: (params: Params) => void): Disposable {
    const listener: Listener = { method, call };
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Forwards the notifications of one client. Methods whose first listener is added later are not forwarded. */
  attachTo(client: LanguageClient): void {
    for (const method of new Set([...this.listeners].map((listener) => listener.method))) {
      client.onNotification(method, (params: unknown) => {
        for (const listener of this.listeners) if (listener.method === method) listener.call(params as never);
      });
    }
  }
}
