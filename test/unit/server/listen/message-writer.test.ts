import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SocketMessageReader } from 'vscode-languageserver/node';
import { BoundedMessageWriter } from '../../../../daemon/server/listen/message-writer.ts';
import { createCleanup } from '../../../support/cleanup.ts';

const cleanup = createCleanup();
let writing: Socket;
let reading: Socket;

beforeEach(async () => {
  const address = path.join(cleanup.folder('writer'), 's');
  const server: Server = createServer().listen(address);
  cleanup.add(() => server.close());
  reading = connect(address);
  [writing] = (await once(server, 'connection')) as [Socket];
  cleanup.add(() => writing.destroy());
  cleanup.add(() => reading.destroy());
});
afterEach(() => cleanup.run());

const kB = 1024;
const message = { jsonrpc: '2.0', method: 'x', params: { text: 'é'.repeat(50 * kB) } };

describe('a writer with a limit', () => {
  it('writes messages that the library’s reader can read', async () => {
    const read: object[] = [];
    new SocketMessageReader(reading).listen((one) => read.push(one));
    const writer = new BoundedMessageWriter(writing, 0, () => {});
    for (let count = 0; count < 3; count++) await writer.write(message);
    await expect.poll(() => read).toEqual([message, message, message]);
  });

  it('buffers at most its limit and one message for a client that does not read, then disconnects it', async () => {
    reading.pause();
    const maxWaitingBytes = 500 * kB;
    const writer = new BoundedMessageWriter(writing, maxWaitingBytes, () => writing.destroy());
    let most = 0;
    let sent = 0;
    for (; !writing.destroyed && sent < 1000; sent++) {
      writer.write(message).catch(() => {});
      most = Math.max(most, writing.writableLength);
    }
    expect(writing.destroyed).toBe(true);
    expect(most).toBeGreaterThan(maxWaitingBytes);
    expect(most).toBeLessThan(maxWaitingBytes + 101 * kB);
  });

  it('rejects for a message that the client never received', async () => {
    reading.pause();
    const writer = new BoundedMessageWriter(writing, 10_000 * kB, () => {});
    const writes = Array.from({ length: 50 }, () => writer.write(message));
    const results = Promise.allSettled(writes);
    writing.destroy();
    expect((await results).at(-1)?.status).toBe('rejected');
  });

  it('is flushed once the client has read everything, not earlier', async () => {
    reading.pause();
    const writer = new BoundedMessageWriter(writing, 10_000 * kB, () => {});
    for (let count = 0; count < 50; count++) writer.write(message).catch(() => {});
    let isFlushed = false;
    const flushed = writer.flushed().then(() => {
      isFlushed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isFlushed).toBe(false);
    reading.resume();
    await flushed;
    expect(writing.writableLength).toBe(0);
  });

  it('counts as flushed once the client has disconnected', async () => {
    reading.pause();
    const writer = new BoundedMessageWriter(writing, 10_000 * kB, () => {});
    for (let count = 0; count < 50; count++) writer.write(message).catch(() => {});
    writing.destroy();
    await writer.flushed();
    expect(writing.destroyed).toBe(true);
  });
});
