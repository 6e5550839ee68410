import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createProtocolConnection,
  type ProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { showFindings } from '#protocol/finding-list.ts';
import { getStatus } from '#protocol/status.ts';
import { followSubjects } from '#protocol/subjects.ts';
import { showTickets } from '#protocol/ticket-list.ts';
import { folderOf, helloOf } from './window.ts';

/** A window that joins like the extension, shows the first rows of its lists, and counts the bytes that the daemon sends it. */
export interface CountedWindow {
  readonly connection: ProtocolConnection;
  /** Bytes received so far, by the method of the message. Answers count for the method of their request. */
  readonly bytes: ReadonlyMap<string, number>;
  /** All bytes received, headers included. */
  total(): number;
  /** Resolves after nothing was received for this time, in ms. */
  quiet(ms?: number): Promise<void>;
  close(): void;
}

export async function joinCounted(place: DaemonPaths, folder?: string): Promise<CountedWindow> {
  const socket = connect(place.socket);
  const bytes = new Map<string, number>();
  let total = 0;
  let last = performance.now();
  socket.on('data', (chunk: Buffer) => {
    total += chunk.length;
    last = performance.now();
  });
  const connection = createProtocolConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  const count = (method: string, message: unknown) =>
    bytes.set(method, (bytes.get(method) ?? 0) + Buffer.byteLength(JSON.stringify(message)));
  connection.onUnhandledNotification(({ method, params }) => count(method, params));
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.onClose(() => connection.dispose());
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    locale: 'en',
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: folder === undefined ? [] : [folderOf(folder)],
    initializationOptions: helloOf(place),
  });
  await connection.sendNotification('initialized', {});
  const ask = async ({ method }: { readonly method: string }, params: object): Promise<unknown> => {
    const answer = await connection.sendRequest(method, params);
    count(method, answer);
    return answer;
  };
  const query = { groupBy: 'state', order: 'urgency', filter: {}, today: '2026-11-24', groups: 200 };
  await Promise.all([
    ask(getStatus, {}),
    ask(followSubjects, { findings: [], tickets: [] }),
    ask(showTickets, { open: [], have: 0 }),
    ask(showFindings, { ...query, open: [], have: 0 }),
  ]);
  // VS Code opens the groups that wait for the developer, and shows the first rows of each.
  const open = ['todo', 'none', 'resolved'].map((state) => ({ group: `state:${state}`, rows: 200 }));
  await ask(showFindings, { ...query, open, have: 0 });
  return {
    connection,
    bytes,
    total: () => total,
    async quiet(ms = 1_500) {
      while (performance.now() - last < ms) await sleep(50);
    },
    close: () => end(socket),
  };
}

function end(socket: Socket): void {
  socket.end();
}
