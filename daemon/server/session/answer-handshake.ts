import { type Connection, ErrorCodes, type InitializeParams, ResponseError } from 'vscode-languageserver';
import { type Hello, proveDaemon } from '#protocol/handshake.ts';
import type { Log } from '../../base/log.ts';
import { capabilities } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import { prove, readHello } from '../listen/handshake.ts';
import type { Client } from './client.ts';
import type { EditorView } from './editor-view.ts';
import { folderOf } from './file-uri.ts';
import type { SessionTemplates } from './templates.ts';

/** How the daemon accepts a client. */
export interface HandshakeHost {
  readonly token: string;
  /** Called once a client has sent the token. @throws Problem to refuse it. */
  welcome(hello: Hello): void;
  /** Ends the daemon. */
  stop(): void;
}

export interface HandshakeOptions {
  readonly client: Client;
  readonly host: HandshakeHost;
  readonly editor: Pick<EditorView, 'use'>;
  readonly templates: Pick<SessionTemplates, 'exclude' | 'open' | 'changeFolders'>;
  /** Resolves once all templates are read and linked. */
  readonly linked: () => Promise<void>;
  readonly log: Log;
  /** Called when the client has sent `initialized`: from now on it accepts messages. */
  readonly onReady: () => void;
}

/** Handles the messages with which a session begins and ends: the only ones that an unauthenticated client can send. */
export function answerHandshake(
  connection: Connection,
  dispatch: Dispatch,
  { client, host, editor, templates, linked, log, onReady }: HandshakeOptions,
): void {
  connection.onRequest(proveDaemon.method, (params: unknown) =>
    dispatch.answerAnyone('prove', () => prove(params, host.token)),
  );
  connection.onInitialize((params: InitializeParams) =>
    dispatch.answerAnyone('initialize', async () => {
      if (client.isAuthenticated()) throw new ResponseError(ErrorCodes.InvalidRequest, 'initialized before');
      client.speaks(params.locale);
      const hello = readHello(params.initializationOptions, host.token, host.stop);
      host.welcome(hello);
      client.joins(hello.client, params.capabilities);
      log('info', 'client joined', { client: hello.client, version: hello.version, locale: client.locale() });
      if (hello.editor) editor.use(hello.editor);
      templates.exclude(hello.excluded ?? []);
      templates.open(foldersOf(params.workspaceFolders));
      // A command needs its links at once; a window does not wait, and receives them later.
      if (!client.isWindow()) await linked();
      return capabilities();
    }),
  );
  // The library answers it before the handshake, too.
  connection.onShutdown(() => dispatch.answer('shutdown', () => {}));
  connection.onInitialized(() => {
    onReady();
    if (!client.capabilities()?.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const change = () => templates.changeFolders(foldersOf(added), foldersOf(removed));
      dispatch.answer('change folders', change).catch(() => {});
    });
  });
}

function foldersOf(folders: readonly { readonly uri: string }[] | null | undefined) {
  return (folders ?? []).map(({ uri }) => folderOf(uri));
}
