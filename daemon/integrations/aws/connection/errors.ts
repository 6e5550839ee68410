import { ProxyUnusable } from '../../../base/proxy-address.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { type Note, noteOf } from '../../../domain/problems/note.ts';
import { Problem, problem } from '../../../domain/problems/problem.ts';
import { AnswerLate, AnswerTooLong, ForeignAnswer, UnexpectedShape } from './answer.ts';

/** A call to AWS that failed after its retries. The SDK's own error is the `cause`. */
export class CallFailed extends Error {
  /** As in IAM's permissions: `config`, `organizations` … */
  readonly service: string;
  /** `SelectAggregateResourceConfig` */
  readonly operation: string;
  /** AWS's error name, or Node's code if the network failed: `AccessDeniedException`, `ECONNREFUSED`. */
  readonly code: string;

  constructor(service: string, operation: string, cause: unknown) {
    super(`${service}:${operation}: ${messageOf(cause)}`, { cause });
    this.name = 'CallFailed';
    this.service = service;
    this.operation = operation;
    this.code = codeOf(cause);
  }
}

/**
 * Returns Node's `code` if the error has one, because it says more than the name `Error`. The code of AWS's
 * errors is their name.
 */
export function codeOf(error: unknown): string {
  if (error instanceof CallFailed) return error.code;
  if (!(error instanceof Error)) return 'Unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error && error.name === 'Error' ? codeOf(error.cause) : error.name;
}

/**
 * Returns the problem that a failed call means for the user.
 * @throws the error itself if it is not a failed call: a cancelled sync run, a bug.
 */
export function problemOf(error: unknown, whose: Whose = {}): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof CallFailed)) throw error;
  const { cause } = error;
  const unusable = unusableAnswer(error, whose);
  if (unusable) return unusable;
  const message = messageOf(cause);
  if (skewed.test(error.code) || /Signature (expired|not yet current)/.test(message))
    return problem('aws-clock-skewed', {});
  if (
    expired.test(error.code) ||
    (/Provider/.test(error.code) && /expired|sso session|sso login/i.test(message))
  ) {
    return problem('aws-session-expired', whose);
  }
  if (/Provider/.test(error.code)) return problem('aws-credentials-missing', whose);
  // AWS's message quotes the signed request, which contains the session token. So the message is dropped.
  if (refused.test(error.code)) return problem('aws-credentials-refused', whose);
  if (/AccessDenied|Unauthorized|Forbidden/.test(error.code) || statusOf(cause) === 403) {
    return problem('aws-access-denied', { ...whose, permission: permissionOf(error) });
  }
  if (/Throttl|TooManyRequests|LimitExceeded|SlowDown/.test(error.code))
    return problem('aws-throttled', { ...whose, service: error.service });
  const host = hostOf(cause) ?? error.service;
  const errorCode = error.code;
  if (untrusted.test(errorCode))
    return problem('aws-unreachable', { host, errorCode, reason: 'certificate' });
  if (unreachableCodes.test(errorCode))
    return problem('aws-unreachable', { host, errorCode, reason: 'network' });
  return problem('aws-failed', {
    ...whose,
    call: permissionOf(error),
    ...statusFact(cause),
    errorCode,
    message,
  });
}

/** Returns the IAM permission that a call needs: `config:SelectResourceConfig`. */
export function permissionOf({ service, operation }: CallFailed): string {
  return `${service}:${operation}`;
}

/**
 * Returns the note of a failure that does not stop the rest of the sync run: a slow or unexpected response.
 * @throws Problem if AWS refuses the access on which everything depends.
 */
export function passingProblem(error: unknown, whose: Whose = {}): Note {
  const found = problemOf(error, whose);
  if (passing.has(found.code)) return noteOf(found);
  throw found;
}

const passing = new Set([
  'aws-throttled',
  'aws-failed',
  'aws-timeout',
  'aws-answer-foreign',
  'aws-answer-unreadable',
  'aws-answer-too-long',
  'aws-listing-endless',
]);

/** Returns whether AWS refuses the credentials themselves. New ones may be accepted. */
export function isOfCredentials({ code }: CallFailed): boolean {
  return expired.test(code) || refused.test(code);
}

/** Returns the problem of a response that AWS did not send, that did not arrive or that its SDK cannot read. */
function unusableAnswer(failed: CallFailed, whose: Whose): Problem | undefined {
  const { cause } = failed;
  if (cause instanceof ProxyUnusable) return problem('proxy-unusable', cause.facts);
  if (cause instanceof AnswerLate) return problem('aws-timeout', { ...whose, host: cause.hostname });
  if (cause instanceof AnswerTooLong)
    return problem('aws-answer-too-long', { ...whose, host: cause.hostname, maxBytes: cause.maxBytes });
  if (cause instanceof ForeignAnswer) {
    const { hostname: host, status, isPage } = cause;
    if (status === 407) return problem('aws-proxy-refused', { host });
    return problem('aws-answer-foreign', { ...whose, host, status, isPage });
  }
  // The SDK's exceptions for AWS's errors have `$fault`. Errors of its parsers do not, and their messages are
  // for developers of the SDK.
  const isUnreadable = cause instanceof Error && '$response' in cause && !('$fault' in cause);
  return isUnreadable || cause instanceof UnexpectedShape
    ? problem('aws-answer-unreadable', { ...whose, call: permissionOf(failed), ...statusFact(cause) })
    : undefined;
}

const skewed = /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)/;
const expired = /^(ExpiredToken|TokenRefreshRequired)/;
const refused =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|AuthFailure|NotAuthorized)/;
const unreachableCodes =
  /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|TimeoutError|HPE_|ERR_SSL)/;
const untrusted = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;

function statusFact(cause: unknown): { readonly status?: number } {
  const status = statusOf(cause);
  return status === undefined ? {} : { status };
}

function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

function statusOf(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('$metadata' in cause)) return undefined;
  const metadata = cause.$metadata;
  return metadata instanceof Object && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}

function hostOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const host = 'hostname' in cause ? cause.hostname : 'address' in cause ? cause.address : undefined;
  if (typeof host !== 'string') return undefined;
  return 'port' in cause && cause.port !== undefined ? `${host}:${cause.port}` : host;
}
