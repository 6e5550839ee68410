import { BodyTooLarge } from '../../base/bounded-body.ts';
import { ProxyUnusable } from '../../base/proxy-address.ts';
import type { JiraProblems } from '../../domain/problems/jira.ts';
import { type Problem, problem } from '../../domain/problems/problem.ts';
import { jiraUnreachable } from './problems.ts';

/** This machine does not trust the certificate's issuer, usually because a company's proxy decrypts TLS. */
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
]);
const outdated = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const misnamed = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);

/** The connection ended before the response was complete. */
const cut = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'Z_BUF_ERROR']);

/** No connection was made. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Returns whether a request that only reads should be sent again because its connection was cut. */
export function isCut(error: unknown): boolean {
  return cut.has(codeOf(error));
}

/**
 * Returns the Problem of a `fetch` that failed, or of a body that could not be read, with the next step for
 * the user.
 * @param timedOutMs The request's own time limit, if it ended the request.
 */
export function connectionProblem(site: string, error: unknown, timedOutMs?: number): Problem {
  if (error instanceof BodyTooLarge)
    return problem('jira-unexpected', { reason: 'too-large', site, maxBytes: error.maxBytes });
  if (timedOutMs !== undefined) return jiraUnreachable(site, `${timedOutMs / 1000} s`, error);
  const proxy = causesOf(error).find((cause) => cause instanceof ProxyUnusable);
  if (proxy) return problem('proxy-unusable', proxy.facts, { cause: error });
  const code = codeOf(error);
  const status = proxyStatusOf(error);
  // The proxy itself refused, so nothing reached Jira.
  if (status !== undefined) return problem('jira-proxy-refused', { site, status }, { cause: error });
  const reason = tlsReasonOf(code);
  if (reason !== undefined) return problem('jira-tls-failed', { reason, site, code }, { cause: error });
  return jiraUnreachable(site, code, error, unsent.has(code) ? { unsent: true } : {});
}

function tlsReasonOf(code: string): JiraProblems['jira-tls-failed']['reason'] | undefined {
  if (untrusted.has(code)) return 'untrusted-authority';
  if (outdated.has(code)) return 'certificate-outdated';
  if (misnamed.has(code)) return 'certificate-of-another-host';
  return /^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code) ? 'handshake' : undefined;
}

/** Returns the error code. `fetch` hides it one or more causes deep. */
function codeOf(error: unknown): string {
  for (const cause of causesOf(error)) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return 'network';
}

/** Returns the status with which a proxy refused the tunnel. undici gives it only in a sentence. */
function proxyStatusOf(error: unknown): number | undefined {
  for (const { message } of causesOf(error)) {
    const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
    if (status !== undefined) return Number(status);
  }
  return undefined;
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause)
    causes.push(cause);
  return causes;
}
