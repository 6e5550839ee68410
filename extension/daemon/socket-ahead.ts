import type { Socket } from 'node:net';

/** A socket to the daemon that is reached before the client asks for it, so that no client starts without a daemon. */
export class SocketAhead {
  private readonly reach: () => Promise<Socket>;
  private socket: Socket | undefined;

  /** @param reach Resolves to a socket of a daemon that listens. Rejects with an Error for the user. */
  constructor(reach: () => Promise<Socket>) {
    this.reach = reach;
  }

  /** Rejects with the error of `reach`. */
  async prepare(): Promise<void> {
    this.socket = await this.reach();
  }

  /** Resolves to the prepared socket or, if the daemon has closed it since then, to another one. The caller owns it then. */
  async take(): Promise<Socket> {
    const { socket } = this;
    this.socket = undefined;
    return socket?.readyState === 'open' ? socket : this.reach();
  }

  /** Closes the prepared socket if it was not taken. */
  drop(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }
}
