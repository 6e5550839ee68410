import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { helloOf, socketTo } from '../support/window.ts';

let sandbox: Sandbox;
let daemon: TestDaemon;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  daemon = await startDaemon(sandbox);
  const client = await daemon.client();
  await client.request(runSync, {});
  client.close();
});
afterAll(async () => {
  await daemon.close();
  await sandbox.close();
});

const MiB = 1024 * 1024;
const frame = (message: object) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** Writes until the other side closes the socket or all data is written. Resolves to the number of bytes that were sent. */
async function write(socket: Socket, chunks: Iterable<string | Buffer>): Promise<number> {
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  for (const chunk of chunks) {
    if (socket.destroyed) break;
    if (!socket.write(chunk)) await Promise.race([new Promise((go) => socket.once('drain', go)), closed]);
  }
  await closed;
  return socket.bytesWritten;
}

function* megabytes(count: number, first: string) {
  yield first;
  for (let index = 0; index < count; index++) yield Buffer.alloc(MiB, 'x');
}

async function expectAlive(): Promise<void> {
  const client = await daemon.client();
  expect((await client.request(getStatus, {})).configured).toBe(true);
  client.close();
}

/** Resolves to a raw socket, so that the test decides what it sends and reads. */
async function joined(): Promise<Socket> {
  const socket = socketTo(daemon.context.place);
  const params = {
    capabilities: {},
    processId: null,
    rootUri: null,
    initializationOptions: helloOf(daemon.context.place),
  };
  socket.write(frame({ id: 1, method: 'initialize', params }));
  await once(socket, 'data');
  socket.write(frame({ method: 'initialized', params: {} }));
  return socket;
}

describe('the memory that a client can use', () => {
  it('is bounded before the handshake: a message of 1 GiB is refused by its length', async () => {
    const socket = socketTo(daemon.context.place);
    const sent = await write(socket, megabytes(1024, `Content-Length: ${1024 * MiB}\r\n\r\n`));
    expect(sent).toBeLessThan(4 * MiB);
    await expectAlive();
  });

  it('is bounded before the handshake: a header without an end is refused', async () => {
    expect(await write(socketTo(daemon.context.place), megabytes(1024, 'X: '))).toBeLessThan(4 * MiB);
    await expectAlive();
  });

  it('is bounded after the handshake: a message of 1 GiB ends only the connection of its client', async () => {
    const socket = await joined();
    socket.resume();
    const sent = await write(socket, megabytes(1024, `Content-Length: ${1024 * MiB}\r\n\r\n`));
    expect(sent).toBeLessThan(4 * MiB);
    await expectAlive();
  });

  it('is not used up by a long reason, which is refused with a message', async () => {
    const client = await daemon.client();
    const reason = 'x'.repeat(30 * MiB);
    await expect(
      client.request(reviewTicket, { ticket: 'PAY-1', outcome: 'fixed', reason }),
    ).rejects.toMatchObject({ code: 'reason-invalid' });
    expect((await client.request(listFindings, {})).findings.length).toBeGreaterThan(0);
  });
});
