import type { Outcome } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { note, noteOf } from '../../../domain/problems/note.ts';
import { CallFailed, codeOf, permissionOf, problemOf } from './errors.ts';

/**
 * Returns how a failed call ends an account × region. Regions that an account has not enabled, or that a
 * policy of its organization denies, are intended. They are noted and are not failures, unless the source is
 * blocked in the whole account.
 * @throws the error itself if it is not a failed call: a cancelled sync run, a bug.
 */
export function outcomeOf(error: unknown, whose: Whose = {}): Outcome {
  const problem = noteOf(problemOf(error, whose));
  if (isRegionOff(error)) return { ...regionOff, problemIfBlockedEverywhere: problem };
  const permission = deniedByPolicy(error);
  if (permission === undefined) return { problem };
  return {
    skipped: 'blocked',
    note: note('aws-denied-by-policy', { permission }),
    problemIfBlockedEverywhere: note('aws-denied-by-policy-everywhere', { permission }),
  };
}

/** The account has not enabled the region. */
export const regionOff: Outcome = { skipped: 'blocked', note: note('aws-region-off', {}) };

/**
 * Returns whether AWS refuses valid credentials in the way it does in a region that the account has not
 * enabled.
 */
export function isRegionOff(error: unknown): boolean {
  return (
    error instanceof CallFailed &&
    /^(UnrecognizedClient|InvalidClientTokenId|AuthFailure|OptInRequired)/.test(codeOf(error))
  );
}

/** Returns the permission that a service control policy denies, if that is why the call failed. */
function deniedByPolicy(error: unknown): string | undefined {
  if (!(error instanceof CallFailed)) return undefined;
  const isPolicy = /explicit deny in a (service|resource) control policy/i.test(error.message);
  return isPolicy ? permissionOf(error) : undefined;
}
