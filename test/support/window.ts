import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createProtocolConnection,
  type ProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';
import { type Excluded, type Hello, protocolVersion, type Settings } from '#protocol/messages.ts';
import type { Place } from '#protocol/place.ts';

/** An editor window's side of the daemon's socket, without an editor. */
export interface Window {
  readonly connection: ProtocolConnection;
  /** Diagnostics by file URI, as last published. */
  readonly diagnostics: ReadonlyMap<string, PublishDiagnosticsParams['diagnostics']>;
  close(): void;
}

export interface WindowOptions {
  readonly folders?: readonly string[];
  readonly settings?: Settings;
  readonly excluded?: readonly Excluded[];
}

/** A connection over which nothing was said yet. */
export function strangerAt(place: Place): ProtocolConnection {
  const socket = connect(place.socket);
  const connection = createProtocolConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  connection.onClose(() => connection.dispose());
  connection.listen();
  return connection;
}

export function helloOf(place: Place, settings: Settings = {}): Hello {
  const token = readFileSync(place.tokenFile, 'utf8');
  return { protocol: protocolVersion, token, client: 'window', version: '0.1.0', settings };
}

export async function openWindow(
  place: Place,
  { folders = [], settings = {}, excluded = [] }: WindowOptions = {},
): Promise<Window> {
  const connection = strangerAt(place);
  const diagnostics = new Map<string, PublishDiagnosticsParams['diagnostics']>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    diagnostics.set(params.uri, params.diagnostics);
  });
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    locale: 'en',
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    workspaceFolders: folders.map(folderOf),
    initializationOptions: { ...helloOf(place, settings), excluded },
  });
  await connection.sendNotification('initialized', {});
  return { connection, diagnostics, close: () => connection.end() };
}

export function folderOf(folder: string): { uri: string; name: string } {
  return { uri: pathToFileURL(folder).href, name: folder };
}
