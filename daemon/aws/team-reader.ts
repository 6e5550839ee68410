import { createSecrets } from '../base/secrets.ts';
import { readAccounts } from './accounts-way.ts';
import type { Calls } from './calls.ts';
import { openAws } from './clients.ts';
import { type CredentialCache, createCredentialCache } from './credential-cache.ts';
import { rereadFiles } from './credentials.ts';
import { problemOf } from './errors.ts';
import { readByRuleNote } from './failing.ts';
import type { AnswerLimits } from './http-handler.ts';
import { settleLeftOut } from './left-out.ts';
import { readOrganization } from './organization-way.ts';
import type { Scope } from './parts.ts';
import type { AwsAccess, Reading, StackTemplate, TeamSettings } from './reading.ts';
import { templatesDeniedNote } from './stack-templates.ts';

export { createCredentialCache } from './credential-cache.ts';
export { listProfiles } from './credentials.ts';

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Told of each request that is sent, retries included: `config`, `SelectAggregateResourceConfig`. */
  readonly onCall: Calls;
  /** Identifiers by rule name as deployed; `undefined`: asked before, AWS did not know it. */
  readonly knownRules: ReadonlyMap<string, string | undefined>;
  /** By stack, as earlier passes read them: a stack that has not changed since is not asked again. */
  readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
  /** Credentials that an earlier run fetched and that still last. */
  readonly credentials?: CredentialCache;
  /** Of each answer; `answerLimits` if absent. */
  readonly limits?: AnswerLimits;
}

/**
 * Reads all that AWS knows of a team: through the organization's aggregator, or, where the team lists its
 * accounts, through each of them. Pages are yielded as they arrive; stopping early ends what is in flight.
 *
 * @throws Problem where nothing can be read at all (`aws-unreachable`, `aws-credentials-refused`,
 * `aws-session-expired`, `aws-access-denied`, `team-unknown`, `aggregator-missing` …); the signal's reason
 * when cancelled.
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
  const scope: Scope = {
    signal,
    knownRules: new Map(options.knownRules),
    readByRule: [],
    knownTemplates: options.knownTemplates,
    templatesDenied: new Map(),
  };
  try {
    credentials.follow(await rereadFiles());
    yield* settleLeftOut(
      team.accounts ? readAccounts(team.accounts, team, aws, scope) : readOrganization(team, aws.base, scope),
    );
    if (scope.readByRule.length > 0) yield readByRuleNote(scope.readByRule);
    if (scope.templatesDenied.size > 0) yield templatesDeniedNote(scope.templatesDenied);
  } catch (error) {
    options.signal.throwIfAborted();
    throw problemOf(error, access.profile === undefined ? {} : { profile: access.profile });
  } finally {
    stop.abort();
    aws.close();
  }
}
