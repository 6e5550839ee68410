import { printable } from '../../../base/printable.ts';
import { Problem, problem } from '../../../domain/problems/problem.ts';
import { CallFailed, codeOf, problemOf } from '../connection/errors.ts';
import type { LastAnswer } from '../connection/last-answer.ts';
import type { ProfileEnd } from './profile-chain.ts';

export interface Attempt {
  /** Absent for the standard chain without a profile. */
  readonly profile: string | undefined;
  readonly end: ProfileEnd | undefined;
  readonly last: LastAnswer | undefined;
  readonly mask: (text: string) => string;
}

/** Returns why credentials could not be fetched. */
export function credentialsProblem(error: unknown, { profile, end, last, mask }: Attempt): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CallFailed) return problemOf(error, profile === undefined ? {} : { profile });
  if (last?.error !== undefined) return problemOf(new CallFailed('sso', 'GetRoleCredentials', last.error));
  const message = error instanceof Error ? error.message : String(error);
  if (end?.source === 'sso' || end?.source === 'login') return signInProblem(message, end, last);
  if (end?.source === 'process') {
    return problem('aws-credential-process-failed', {
      profile: end.profile,
      message: outputOf(message, mask),
    });
  }
  const isNothingFound = end === undefined && codeOf(error) === 'CredentialsProviderError';
  if (isNothingFound) return problem('aws-credentials-missing', named(profile));
  const facts = { ...named(end?.profile ?? profile), message: shown(message, mask) };
  return problem('aws-credentials-failed', facts);
}

function signInProblem(
  message: string,
  { profile, source }: ProfileEnd,
  last: LastAnswer | undefined,
): Problem {
  if (last?.status === 403) return problem('aws-access-denied', { unassignedProfile: profile });
  if (last !== undefined && last.status !== undefined && last.status >= 500)
    return problem('aws-failed', { host: last.host, status: last.status });
  const isExpired =
    last?.status === 401 || last?.status === 400 || /expired|not found|invalid|login|sign/i.test(message);
  if (last === undefined || isExpired)
    return problem('aws-session-expired', { profile, command: source === 'login' ? 'login' : 'sso login' });
  return problem('aws-failed', { host: last.host, status: last.status ?? 0 });
}

function named(profile: string | undefined): { readonly profile?: string } {
  return profile === undefined ? {} : { profile };
}

/**
 * Returns the output of a failed command. The SDK's message begins with the command, which is left out
 * because it may contain secrets.
 */
function outputOf(message: string, mask: Attempt['mask']): string {
  const [first = '', ...rest] = message.split(/\r?\n/);
  const words = /^Command failed/.test(first) ? rest.find((line) => line.trim() !== '') : first;
  return shown(words ?? '', mask);
}

/** Returns the text on one line, at most 200 characters, without parts that look like a secret. */
function shown(text: string, mask: Attempt['mask']): string {
  return printable(mask(text))
    .replace(/\b(secret|token|password|passwd|pwd|key)(\w*["']?\s*[=:]\s*)\S+/gi, '$1$2•••')
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '•••')
    .replace(/[A-Za-z0-9+/=_-]{20,}/g, (run) =>
      /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? '•••' : run,
    )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replace(/\.$/, '');
}
