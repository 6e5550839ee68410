import { createSecrets } from '../../base/secrets.ts';
import type { AwsAccess } from '../../domain/accounts/access.ts';
import type { TeamSettings } from '../../domain/accounts/team.ts';
import type { Reading } from '../../domain/findings/reading.ts';
import type { StackTemplate } from '../../domain/stacks/stack-template.ts';
import type { Calls } from './connection/calls.ts';
import { openAws } from './connection/clients.ts';
import { problemOf } from './connection/errors.ts';
import type { AnswerLimits } from './connection/http-handler.ts';
import { type CredentialCache, createCredentialCache } from './credentials/cache.ts';
import { rereadFiles } from './credentials/credentials.ts';
import { readAccounts } from './strategies/account-by-account.ts';
import { mergeNotes } from './strategies/merge-notes.ts';
import { readOrganization } from './strategies/organization.ts';
import { settleBlocked } from './strategies/settle-blocked.ts';

export { createCredentialCache } from './credentials/cache.ts';

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Called for each request that is sent, including retries: `config`, `SelectAggregateResourceConfig`. */
  readonly onCall: Calls;
  /** Identifiers by deployed rule name. `undefined`: AWS was asked before and did not know the name. */
  readonly knownRules: ReadonlyMap<string, string | undefined>;
  /**
   * Templates by stack, as earlier sync runs read them. A stack that has not changed since is not requested
   * again.
   */
  readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
  /** Credentials that an earlier run fetched and that are still valid. */
  readonly credentials?: CredentialCache;
  /** Limits of each response. Absent: `answerLimits`. */
  readonly limits?: AnswerLimits;
}

/**
 * Yields everything that AWS knows about a team: through each account if the team lists its accounts, else
 * through the organization's aggregator. Yields pages as they arrive. A caller that stops early ends the
 * calls in progress.
 *
 * @throws Problem if nothing can be read at all (`aws-unreachable`, `aws-credentials-refused`,
 * `aws-session-expired`, `aws-access-denied`, `team-unknown`, `aggregator-missing` …); the signal's reason if
 * it is aborted.
 */
export async function* readTeam(
  team: TeamSettings,
  access: AwsAccess,
  options: ReadOptions,
): AsyncGenerator<Reading> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const credentials = options.credentials ?? createCredentialCache(createSecrets());
  const aws = openAws(access, options.onCall, credentials, options.limits);
  const scope = { signal, knownRules: options.knownRules, knownTemplates: options.knownTemplates };
  try {
    credentials.follow(await rereadFiles());
    const readings = team.accounts
      ? readAccounts(team.accounts, team, aws, scope)
      : readOrganization(team, aws.base, scope);
    yield* mergeNotes(settleBlocked(readings));
  } catch (error) {
    options.signal.throwIfAborted();
    throw problemOf(error, access.profile === undefined ? {} : { profile: access.profile });
  } finally {
    stop.abort();
    aws.close();
  }
}
