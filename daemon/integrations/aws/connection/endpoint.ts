import { problem } from '../../../domain/problems/problem.ts';

/**
 * Returns the endpoint if credentials may be sent there: any host with https, but only this machine with http
 * (the sandbox).
 * @throws Problem `aws-endpoint-invalid`
 */
export function safeEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const loopback = url !== undefined && isOnThisMachine(url.href);
  // The value is not a fact of the problem, because it may contain a password.
  if (url?.username || url?.password) throw problem('aws-endpoint-invalid', {});
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return url.href;
  throw problem('aws-endpoint-invalid', {});
}

/** Returns whether an endpoint is on this machine: its accounts are those of a sandbox, and not in AWS's console. */
export function isOnThisMachine(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}
