import type { Socket } from 'node:net';
import {
  BulkRegistration,
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  HoverRequest,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { createProtocolConnection, SocketMessageReader } from 'vscode-languageserver/node';
import { maxBodyBytes, maxHandshakeBytes, maxHeaderBytes } from '#protocol/frames.ts';
import type { Welcome } from '#protocol/handshake.ts';
import { protocolVersion } from '#protocol/versions.ts';
import type { Log } from '../../base/log.ts';
import { productVersion } from '../../base/version.ts';
import { limitFrames } from './message-limits.ts';
import { BoundedMessageWriter } from './message-writer.ts';

/** The list of 10,000 findings is 13 MB. */
const maxWaitingBytes = 64 * 1024 * 1024;

/**
 * A language server's connection over a socket. The `/node` variant of `createConnection` ends the whole process when
 * its client sends `exit` or dies. Here one closed window must not disconnect the others, so `exit` closes only this
 * socket. A message that is too large or malformed also closes it, and so does a client that does not read.
 * @param isAuthenticated Whether the handshake is done.
 * @returns `flushed`: resolves once the client has received everything that was sent to it, or is gone.
 */
export function connectionOver(
  socket: Socket,
  log: Log,
  isAuthenticated: () => boolean,
): { connection: Connection; flushed(): Promise<void> } {
  const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => socket.end() };
  const cutOff = (why: string) => {
    log('warn', 'client cut off', { why });
    socket.destroy();
  };
  limitFrames(
    socket,
    { maxHeaderBytes, maxBodyBytes: () => (isAuthenticated() ? maxBodyBytes : maxHandshakeBytes) },
    (why) => cutOff(`it sent ${why}`),
  );
  const writer = new BoundedMessageWriter(socket, maxWaitingBytes, () => cutOff('it does not read'));
  // The library's own logger sends its lines to the client, and writes to stderr if the client has just left.
  const note = (message: string) => log('warn', 'connection', { message });
  const toLog = { error: note, warn: note, info: note, log: note, debug: note };
  const connection = createConnection(
    (logger) =>
      createProtocolConnection(new SocketMessageReader(socket), writer, Object.assign(logger, toLog)),
    watchDog,
  );
  return { connection, flushed: () => writer.flushed() };
}

/** Sends a notification. */
export type Notify = (method: string, params: object) => void;

/** A client can leave at any moment: that is not an error, and nothing is sent over a closed connection. */
export function createNotify(connection: Connection, closed: AbortSignal): Notify {
  return (method, params) => {
    if (closed.aborted) return;
    connection.sendNotification(method, params).catch(() => {
      // Logged by the connection; the socket's end follows.
    });
  };
}

/** Returns the features, name and version of this server. */
export function capabilities(): InitializeResult {
  const welcome: Welcome = { protocol: protocolVersion, version: productVersion, pid: process.pid };
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      codeLensProvider: {},
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      experimental: { guardrail: welcome },
    },
    serverInfo: { name: 'guardrail', version: productVersion },
  };
}

/** Files that decide which files are read, or how stacks are deployed. The client watches the templates itself. */
const named = [
  '.gitignore',
  '*[Mm]akefile*',
  '*.mk',
  '*.sh',
  '*.bash',
  '*.zsh',
  '*[Jj]ustfile',
  '*Jenkinsfile*',
  '*.toml',
];

/**
 * Asks the client to report every file that is created or deleted: an editor reports a whole folder by its name alone, which
 * does not match a pattern for templates.
 */
export async function watchFolders(connection: Connection, { workspace }: InitializeParams['capabilities']) {
  if (!workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
      { globPattern: `**/{${named.join(',')}}`, kind: WatchKind.Change },
    ],
  });
}

/** Source files of the languages that CDK supports. Their texts are not sent to the daemon. */
const sources = [{ scheme: 'file', pattern: '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,java,cs,go,kt,fs,vb}' }];

/**
 * Registers hovers, lenses and quick fixes for source code, too: diagnostics are shown at the code that creates a
 * template's resource, and "Go to Template" leads there.
 */
export async function offerInSources(
  connection: Connection,
  { textDocument }: InitializeParams['capabilities'],
): Promise<void> {
  const features = [textDocument?.hover, textDocument?.codeLens, textDocument?.codeAction];
  // A terminal command accepts no registration, not even an empty one.
  if (!features.some((feature) => feature?.dynamicRegistration)) return;
  const options = { documentSelector: sources };
  const registrations = BulkRegistration.create();
  if (textDocument?.hover?.dynamicRegistration) registrations.add(HoverRequest.type, options);
  if (textDocument?.codeLens?.dynamicRegistration) registrations.add(CodeLensRequest.type, options);
  if (textDocument?.codeAction?.dynamicRegistration)
    registrations.add(CodeActionRequest.type, { ...options, codeActionKinds: [CodeActionKind.QuickFix] });
  await connection.client.register(registrations);
}
