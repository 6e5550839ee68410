import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { contextOf } from '../../daemon/commands/command-context.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
import { helloOf, socketTo } from '../support/window.ts';

let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  terminal = openTerminal(sandbox);
});
afterAll(async () => {
  await terminal.close();
  await sandbox.close();
});

it('a client that disconnects during a request of the daemon leaves no line on the daemon’s stderr', async () => {
  const daemon = terminal.start(['daemon']);
  await daemon.printed('socket');
  const { place } = contextOf({ GUARDRAIL_STATE_DIR: terminal.stateDir }, undefined);
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  for (let round = 0; round < 5; round++) {
    const socket = socketTo(place);
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      socket.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const params = { processId: null, rootUri: null, capabilities, initializationOptions: helloOf(place) };
    send({ id: 1, method: 'initialize', params });
    await once(socket, 'data');
    // The daemon now asks for reports of files, and gets no answer.
    send({ method: 'initialized', params: {} });
    socket.end();
    socket.destroy();
  }
  const log = () => readFileSync(path.join(terminal.stateDir, 'daemon.log'), 'utf8');
  await vi.waitFor(() => expect(log().match(/client left/g)).toHaveLength(5), 10_000);
  await terminal.run(['daemon', '--stop']);
  expect(await daemon.ended).toMatchObject({ code: 0, stderr: '' });
});
