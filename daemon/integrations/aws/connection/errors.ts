import type { Text } from '../../../base/text.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import { AnswerLate, AnswerTooLong, ForeignAnswer, UnexpectedShape } from './answer.ts';
import {
  answerForeign,
  answerLate,
  answerTooLong,
  answerUnreadable,
  certificateUntrusted,
  clockSkewed,
  proxyRefused,
} from './answer-problems.ts';

/** A call to AWS that did not succeed after its retries. The SDK's own error is the `cause`. */
export class CallFailed extends Error {
  /** As IAM's permissions call it: `config`, `organizations` … */
  readonly service: string;
  /** `SelectAggregateResourceConfig` */
  readonly operation: string;
  /** AWS's error name, or Node's code where the network failed: `AccessDeniedException`, `ECONNREFUSED`. */
  readonly code: string;

  constructor(service: string, operation: string, cause: unknown) {
    super(`${service}:${operation}: ${messageOf(cause)}`, { cause });
    this.name = 'CallFailed';
    this.service = service;
    this.operation = operation;
    this.code = codeOf(cause);
  }
}

/** Whose call it was, so that a person knows where to go. */
export interface Who {
  readonly account?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** Node's `code` tells more than the name `Error`; AWS's errors carry their code as name. */
export function codeOf(error: unknown): string {
  if (error instanceof CallFailed) return error.code;
  if (!(error instanceof Error)) return 'Unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error && error.name === 'Error' ? codeOf(error.cause) : error.name;
}

/**
 * What a person can do about a failed call.
 * @throws whatever is not a failed call: a cancelled pass, a bug.
 */
export function problemOf(error: unknown, who: Who = {}): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof CallFailed)) throw error;
  const unusable = unusableAnswer(error, who);
  if (unusable) return unusable;
  const message = messageOf(error.cause);
  if (skewed.test(error.code) || /Signature (expired|not yet current)/.test(message)) return clockSkewed();
  if (
    expired.test(error.code) ||
    (/Provider/.test(error.code) && /expired|sso session|sso login/i.test(message))
  ) {
    return sessionExpired(who);
  }
  if (/Provider/.test(error.code)) return credentialsMissing(who);
  if (refused.test(error.code)) return credentialsRefused(who);
  if (/AccessDenied|Unauthorized|Forbidden/.test(error.code) || statusOf(error.cause) === 403) {
    return accessDenied(`${error.service}:${error.operation}`, who);
  }
  if (/Throttl|TooManyRequests|LimitExceeded|SlowDown/.test(error.code)) return throttled(error.service, who);
  const host = hostOf(error.cause) ?? error.service;
  if (untrusted.test(error.code)) return certificateUntrusted(host, error.code);
  if (unreachableCodes.test(error.code)) return unreachable(host, error.code);
  return failed(error, message, who);
}

/**
 * The line of a failure that leaves the rest to read: one that is only slow or odd.
 * @throws Problem where the main way in is shut: nothing more can be read.
 */
export function passingProblem(error: unknown, who: Who = {}): Text {
  const problem = problemOf(error, who);
  if (passing.has(problem.code)) return noteOf(problem);
  throw problem;
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

/** Whether AWS refuses the credentials themselves: new ones may do. */
export function isOfCredentials({ code }: CallFailed): boolean {
  return expired.test(code) || refused.test(code);
}

/** An answer that AWS did not give, or that its SDK could not take. */
function unusableAnswer({ cause, service, operation }: CallFailed, who: Who): Problem | undefined {
  const where = placeOf(who);
  if (cause instanceof AnswerLate) return answerLate(cause.hostname, where);
  if (cause instanceof AnswerTooLong) return answerTooLong(cause.hostname, cause.maxBytes, where);
  if (cause instanceof ForeignAnswer) {
    if (cause.status === 407) return proxyRefused(cause.hostname);
    return answerForeign(cause.hostname, cause.status, cause.isPage, where);
  }
  // The SDK's exceptions say whose fault it is; what failed in its readers does not, and speaks to developers.
  const isUnreadable = cause instanceof Error && '$response' in cause && !('$fault' in cause);
  return isUnreadable || cause instanceof UnexpectedShape
    ? answerUnreadable(`${service}:${operation}`, statusOf(cause), where)
    : undefined;
}

const skewed = /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)/;
const expired = /^(ExpiredToken|TokenRefreshRequired)/;
const refused =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|AuthFailure|NotAuthorized)/;
const unreachableCodes =
  /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|TimeoutError|HPE_|ERR_SSL)/;
const untrusted = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;

function sessionExpired({ account, profile }: Who): Problem {
  const of = profile ?? account;
  return new Problem(
    'aws-session-expired',
    {
      en: of ? `The AWS session of ${of} has expired.` : 'The AWS session has expired.',
      ja: of
        ? `${of} の AWS セッションの有効期限が切れています。`
        : 'AWS セッションの有効期限が切れています。',
    },
    profile
      ? {
          en: `Run \`aws sso login --profile ${profile}\`, then sync again.`,
          ja: `\`aws sso login --profile ${profile}\` を実行してから、もう一度同期してください。`,
        }
      : {
          en: 'Sign in again (`aws sso login`) or renew the credentials in the environment, then sync again.',
          ja: '再度サインイン (`aws sso login`) するか環境変数の認証情報を更新してから、もう一度同期してください。',
        },
  );
}

function credentialsMissing({ account, profile }: Who): Problem {
  const en = profile
    ? `for the profile ${profile}`
    : account
      ? `for account ${account}`
      : 'by the standard chain';
  const ja = profile ? `プロファイル ${profile}` : account ? `アカウント ${account}` : '標準の検索順序';
  return new Problem(
    'aws-credentials-missing',
    { en: `No AWS credentials were found ${en}.`, ja: `${ja} で AWS 認証情報が見つかりません。` },
    {
      en: 'Choose a profile of your AWS configuration, or create one with `aws configure sso`.',
      ja: 'AWS 設定のプロファイルを選ぶか、`aws configure sso` で作成してください。',
    },
  );
}

/** AWS's message quotes the signed request, with the session token in it: it goes nowhere. */
function credentialsRefused({ account, region, profile }: Who): Problem {
  const of = [profile ?? account, region].filter((part) => part !== undefined).join(', ');
  return new Problem(
    'aws-credentials-refused',
    {
      en: `AWS does not accept the credentials${of && ` (${of})`}.`,
      ja: `AWS が認証情報を受け付けません${of && ` (${of})`}。`,
    },
    region
      ? {
          en: `Sign in again; if other regions work, ${region} is not enabled for this account: leave it out of \`regions\`.`,
          ja: `再度サインインしてください。ほかのリージョンで成功する場合、${region} はこのアカウントで有効ではありません。\`regions\` から外してください。`,
        }
      : {
          en: 'Sign in again, or choose another profile.',
          ja: '再度サインインするか、別のプロファイルを選んでください。',
        },
  );
}

function accessDenied(permission: string, who: Who): Problem {
  return new Problem(
    'aws-access-denied',
    {
      en: `AWS denies ${permission}${placeOf(who).en}.`,
      ja: `AWS が ${permission} を拒否しました${placeOf(who).ja}。`,
    },
    {
      en: `Ask your administrator for the permission ${permission}.`,
      ja: `管理者に権限 ${permission} を依頼してください。`,
    },
  );
}

function throttled(service: string, who: Who): Problem {
  return new Problem(
    'aws-throttled',
    {
      en: `AWS limits the rate of calls to ${service}${placeOf(who).en}, and still did after several retries.`,
      ja: `AWS が ${service} の呼び出し頻度を制限しており、再試行しても解消しませんでした${placeOf(who).ja}。`,
    },
    {
      en: 'Wait a few minutes; the next sync tries again.',
      ja: '数分お待ちください。次の同期で再度読み込みます。',
    },
  );
}

function unreachable(host: string, code: string): Problem {
  return new Problem(
    'aws-unreachable',
    { en: `${host} cannot be reached (${code}).`, ja: `${host} に接続できません (${code})。` },
    {
      en: 'Check the network, the proxy (HTTPS_PROXY) and the AWS endpoint.',
      ja: 'ネットワーク、プロキシ (HTTPS_PROXY)、AWS のエンドポイントを確認してください。',
    },
  );
}

function failed({ service, operation, code, cause }: CallFailed, message: string, who: Who): Problem {
  const status = statusOf(cause);
  const http = status === undefined ? '' : ` (HTTP ${status})`;
  return new Problem(
    'aws-failed',
    {
      en: `${service}:${operation} failed${placeOf(who).en}${http}: ${code}: ${message}`,
      ja: `${service}:${operation} が失敗しました${placeOf(who).ja}${http}: ${code}: ${message}`,
    },
    {
      en: 'The next sync tries again; the log names the call.',
      ja: '次の同期で再試行します。呼び出しの詳細はログにあります。',
    },
  );
}

function placeOf({ account, region }: Who): Text {
  const place = [account, region].filter((part) => part !== undefined).join(', ');
  return place === '' ? { en: '', ja: '' } : { en: ` (${place})`, ja: ` (${place})` };
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
