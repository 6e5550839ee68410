import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, ErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  ConnectionError,
  createProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { type Hello, proveDaemon, type Welcome } from '#protocol/handshake.ts';
import type { RequestMessage, WindowMessage } from '#protocol/message.ts';
import { problemErrorCode } from '#protocol/problems.ts';
import type { Settings } from '#protocol/settings.ts';
import { protocolVersion } from '#protocol/versions.ts';
import type { Locale } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { problem } from '../domain/problems/problem.ts';
import {
  daemonSilent,
  daemonUnproven,
  openSocket,
  proofTimeoutMs,
  readRecord,
  requireProof,
} from './daemon-socket.ts';
import { SaidProblem } from './said-problem.ts';

/** A terminal command's side of the daemon's socket. */
export interface Client {
  readonly welcome: Welcome;
  request<Params, Result>(
    message: RequestMessage<Params, Result>,
    params: Params,
    signal?: AbortSignal,
  ): Promise<Result>;
  /** Reports the steps of the request that was sent with this `workDoneToken`. */
  onProgress(token: string, listener: (message: string) => void): void;
  onNotification<Params>(message: WindowMessage<Params>, listener: (params: Params) => void): void;
  close(): void;
  /** Resolves once the daemon or this side has closed the connection. */
  readonly closed: Promise<void>;
}

export interface ConnectOptions {
  readonly place: DaemonPaths;
  readonly settings: Settings;
  readonly locale: Locale;
  /** Folders with the templates that findings are linked to. */
  readonly folders?: readonly string[];
  readonly as?: Hello['client'];
  /** Ends the wait for a daemon that does not answer. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to the daemon as a client.
 * @throws the socket's error if no process listens; SaidProblem if the daemon refuses; Problem if the daemon
 * ends while it connects.
 */
export async function connect({
  place,
  settings,
  locale,
  folders = [],
  as = 'command',
  signal,
}: ConnectOptions): Promise<Client> {
  const socket = await openSocket(place);
  const connection = createProtocolConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  const progress = new Map<string, (message: string) => void>();
  connection.onNotification(
    '$/progress',
    ({ token, value }: { token: string; value: { message?: string } }) => {
      if (value.message !== undefined) progress.get(token)?.(value.message);
    },
  );
  const closed = Promise.withResolvers<void>();
  socket.once('close', () => closed.resolve());
  // If a connection is only closed, its requests stay open for ever. If it is disposed of, they are rejected.
  connection.onClose(() => connection.dispose());
  connection.listen();

  /**
   * A caller that cancels does not wait for a daemon that may hang. The daemon is notified and its response
   * is dropped.
   */
  async function send<Result>(method: string, params: unknown, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const cancel = new CancellationTokenSource();
    const cancelled = Promise.withResolvers<never>();
    const onAbort = () => {
      cancel.cancel();
      cancelled.reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const answer = connection.sendRequest<Result>(method, params, cancel.token);
      return await Promise.race([answer, cancelled.promise]);
    } catch (error) {
      throw asProblem(error);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  const close = () => {
    connection.dispose();
    socket.destroy();
  };
  /** The operating system still accepts connections for a daemon that hangs. */
  async function proofOf(nonce: string): Promise<unknown> {
    const timeout = AbortSignal.timeout(proofTimeoutMs);
    try {
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
      return (await send<{ proof: unknown }>(proveDaemon.method, { nonce }, either)).proof;
    } catch (error) {
      if (timeout.aborted && !signal?.aborted) throw daemonSilent(readRecord(place));
      throw error instanceof ResponseError ? daemonUnproven(place) : error;
    }
  }

  try {
    const token = readFileSync(place.tokenFile, 'utf8');
    await requireProof(token, proofOf, place);
    const hello: Hello = {
      protocol: protocolVersion,
      token,
      client: as,
      version: productVersion,
      settings,
    };
    const answer = await send<{ capabilities: { experimental: { guardrail: Welcome } } }>(
      'initialize',
      {
        processId: null,
        rootUri: null,
        capabilities: {},
        locale,
        initializationOptions: hello,
        workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      },
      signal,
    );
    await connection.sendNotification('initialized', {});
    return {
      welcome: answer.capabilities.experimental.guardrail,
      request: ({ method }, params, signal) => send(method, params, signal),
      onProgress: (token, listener) => {
        progress.set(token, listener);
      },
      onNotification: ({ method }, listener) => {
        connection.onNotification(method, listener);
      },
      close,
      closed: closed.promise,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function asProblem(error: unknown): unknown {
  if (isLost(error)) return problem('daemon-gone', {}, { cause: error });
  if (!(error instanceof ResponseError) || error.code !== problemErrorCode) return error;
  const code = (error.data as { code?: string } | undefined)?.code ?? 'problem';
  return new SaidProblem(code, error.message, error);
}

/** Returns whether the socket closed before the request, while it was sent, or before its answer. */
function isLost(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof ResponseError &&
      (error.code === ErrorCodes.PendingResponseRejected ||
        error.code === ErrorCodes.MessageWriteError ||
        error.code === ErrorCodes.ConnectionInactive))
  );
}
