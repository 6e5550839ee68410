import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { NotificationMessage, RequestMessage } from '#protocol/message.ts';
import { problemErrorCode } from '#protocol/problems.ts';
import type { Schema } from '#protocol/schema.ts';
import type { Log } from '../../base/log.ts';
import type { Locale } from '../../base/text.ts';
import { Problem } from '../../domain/problems/problem.ts';
import { sayProblem, textsOf } from '../texts/say.ts';
import { problemData } from '../views/problem-data.ts';
import { parseParams } from './params.ts';

export interface DispatchOptions {
  readonly log: Log;
  readonly locale: () => Locale;
  /** Whether the handshake is done. */
  readonly isAuthenticated: () => boolean;
}

/**
 * Puts logging, parameter checks, cancellation and error mapping around every handler: after a bug in a handler, that
 * request gets an error, and the daemon goes on. An unauthenticated client gets an error.
 */
export function createDispatch(connection: Connection, { log, locale, isAuthenticated }: DispatchOptions) {
  /** Registers messages of the handshake, the only ones that an unauthenticated client can send. */
  async function answerAnyone<Result>(method: string, work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      if (isCancelled(error)) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (error instanceof Problem) {
        log('warn', 'problem', { method, code: error.code, message: error.message });
        throw new ResponseError(
          problemErrorCode,
          sayProblem(error, locale(), 'request'),
          problemData(error, locale()),
        );
      }
      log('error', 'handler failed', { method, error });
      throw new ResponseError(LSPErrorCodes.RequestFailed, textsOf(locale()).unexpectedError);
    }
  }

  function answer<Result>(method: string, work: () => Result | Promise<Result>): Promise<Result> {
    return answerAnyone(method, () => {
      if (!isAuthenticated()) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize first');
      return work();
    });
  }

  async function timed<Result>(method: string, work: () => Promise<Result>): Promise<Result> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      log('debug', 'request answered', { method, durationMs: Math.round(performance.now() - started) });
    }
  }

  return {
    answer,
    answerAnyone,
    request<Params, Result>(
      { method, params: schema }: RequestMessage<Params, Result>,
      handler: (params: Params, signal: AbortSignal) => Result | Promise<Result>,
    ): void {
      connection.onRequest(
        method,
        (params: unknown, token: CancellationToken): Promise<unknown> =>
          timed(method, () => answer(method, () => handler(checked(schema, params), signalOf(token)))),
      );
    },
    notification<Params>(
      { method, params: schema }: NotificationMessage<Params>,
      handler: (params: Params) => void,
    ): void {
      connection.onNotification(method, (params: unknown) => {
        answer(method, () => handler(checked(schema, params))).catch(() => {
          // Logged; a notification has no reply.
        });
      });
    },
  };
}

export type Dispatch = ReturnType<typeof createDispatch>;

function checked<Params>(schema: Schema<Params>, params: unknown): Params {
  const parsed = parseParams(schema, params);
  if (parsed.ok) return parsed.params;
  throw new ResponseError(ErrorCodes.InvalidParams, parsed.reason);
}

function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
