import type { Socket } from 'node:net';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';

/**
 * Writes messages to a socket, and disconnects a client that does not read: the library's writer keeps every message
 * that the client has not read yet, without a limit.
 * @param maxWaitingBytes How much may wait for the client, without the message that is written now.
 * @param onTooMuch Must close the socket.
 */
export class BoundedMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly socket: Socket;
  private readonly maxWaitingBytes: number;
  private readonly onTooMuch: () => void;
  private last: Promise<void> = Promise.resolve();

  constructor(socket: Socket, maxWaitingBytes: number, onTooMuch: () => void) {
    super();
    this.socket = socket;
    this.maxWaitingBytes = maxWaitingBytes;
    this.onTooMuch = onTooMuch;
    socket.on('error', (error) => this.fireError(error));
    socket.on('close', () => this.fireClose());
  }

  /** Resolves once the operating system has taken the message. Rejects if the socket closes before that. */
  write(message: Message): Promise<void> {
    if (this.socket.writableLength > this.maxWaitingBytes) {
      this.onTooMuch();
      return Promise.reject(new Error('the client does not read'));
    }
    const body = Buffer.from(JSON.stringify(message), 'utf8');
    this.last = new Promise((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      this.socket.cork();
      this.socket.write(`Content-Length: ${body.byteLength}\r\n\r\n`, 'ascii');
      this.socket.write(body, done);
      this.socket.uncork();
    });
    return this.last;
  }

  /** Resolves once the last message is sent, or the client is gone. */
  async flushed(): Promise<void> {
    await this.last.catch(() => {});
  }

  end(): void {
    this.socket.end();
  }
}
