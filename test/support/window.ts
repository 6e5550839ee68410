import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { PublishDiagnosticsParams, Registration, RegistrationParams } from 'vscode-languageserver';
import {
  createProtocolConnection,
  type ProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Hello } from '#protocol/handshake.ts';
import type { Settings } from '#protocol/settings.ts';
import type { Excluded } from '#protocol/templates.ts';
import { protocolVersion } from '#protocol/versions.ts';

/** An editor window's side of the daemon's socket, without an editor. */
export interface Window {
  readonly connection: ProtocolConnection;
  /** Diagnostics by file URI, as last published. */
  readonly diagnostics: ReadonlyMap<string, PublishDiagnosticsParams['diagnostics']>;
  /** The registrations that the daemon requested from this window. */
  readonly registrations: readonly Registration[];
  close(): void;
}

export interface WindowOptions {
  readonly folders?: readonly string[];
  readonly settings?: Settings;
  readonly excluded?: readonly Excluded[];
}

/** A socket over which nothing was sent yet. */
export function socketTo(place: DaemonPaths): Socket {
  return connect(place.socket);
}

/** An unauthenticated connection: nothing was sent over it yet. */
export function connectTo(place: DaemonPaths): ProtocolConnection {
  const socket = socketTo(place);
  const connection = createProtocolConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  connection.onClose(() => connection.dispose());
  connection.listen();
  return connection;
}

export function helloOf(place: DaemonPaths, settings: Settings = {}): Hello {
  const token = readFileSync(place.tokenFile, 'utf8');
  return { protocol: protocolVersion, token, client: 'window', version: '0.1.0', settings };
}

export async function openWindow(
  place: DaemonPaths,
  { folders = [], settings = {}, excluded = [] }: WindowOptions = {},
): Promise<Window> {
  const connection = connectTo(place);
  const diagnostics = new Map<string, PublishDiagnosticsParams['diagnostics']>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    diagnostics.set(params.uri, params.diagnostics);
  });
  connection.onRequest('workspace/codeLens/refresh', () => null);
  const registrations: Registration[] = [];
  connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
    registrations.push(...params.registrations);
    return null;
  });
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    locale: 'en',
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: {
        hover: { dynamicRegistration: true },
        codeLens: { dynamicRegistration: true },
        codeAction: { dynamicRegistration: true },
      },
    },
    workspaceFolders: folders.map(folderOf),
    initializationOptions: { ...helloOf(place, settings), excluded },
  });
  await connection.sendNotification('initialized', {});
  return { connection, diagnostics, registrations, close: () => connection.end() };
}

export function folderOf(folder: string): { uri: string; name: string } {
  return { uri: pathToFileURL(folder).href, name: folder };
}
