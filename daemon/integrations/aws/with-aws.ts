import { rejectedBy } from '../../base/cancelled.ts';
import type { AwsAccess } from '../../domain/accounts/access.ts';
import { problem } from '../../domain/problems/problem.ts';
import { type Aws, openAws } from './connection/clients.ts';
import { problemOf } from './connection/errors.ts';
import type { CredentialCache } from './credentials/cache.ts';
import { rereadFiles } from './credentials/credentials.ts';

/**
 * Opens AWS for a few calls, and ends its connections.
 * @param signal With the caller's time limit, if there is one.
 * @throws Problem, `aws-timeout` after the time limit; the signal's reason if the user cancels.
 */
export async function withAws<Result>(
  access: AwsAccess,
  credentials: CredentialCache,
  signal: AbortSignal,
  work: (aws: Aws) => Promise<Result>,
): Promise<Result> {
  const whose = access.profile === undefined ? {} : { profile: access.profile };
  const aws = openAws(access, () => {}, credentials);
  try {
    credentials.follow(await rereadFiles());
    // The SDK does not see the signal while it waits for credentials, or between two attempts.
    return await Promise.race([work(aws), rejectedBy(signal)]);
  } catch (error) {
    if (isLate(signal)) throw problem('aws-timeout', { ...whose, host: 'AWS' }, { cause: error });
    signal.throwIfAborted();
    throw problemOf(error, whose);
  } finally {
    aws.close();
  }
}

/** Returns whether a time limit aborted the signal. */
function isLate({ reason }: AbortSignal): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
