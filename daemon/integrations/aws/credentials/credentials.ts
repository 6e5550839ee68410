import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, Pluggable } from '@smithy/types';
import type { AwsProfile } from '#protocol/aws.ts';
import type { AccountAccess } from '../../../domain/accounts/access.ts';
import { problem } from '../../../domain/problems/problem.ts';
import type { AwsHandler } from '../connection/http-handler.ts';
import { recordLast } from '../connection/last-answer.ts';
import type { CredentialCache } from './cache.ts';
import { credentialsProblem } from './problems.ts';
import { type AwsFiles, followProfile, profilesOf } from './profile-chain.ts';

/** Settings with which credentials are fetched. All other clients have the same settings. */
export interface CredentialAccess {
  readonly profile: string | undefined;
  /** The region of STS, unless a profile names one. */
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly handler: AwsHandler;
  readonly plugin: <Input extends object, Output extends object>() => Pluggable<Input, Output>;
  readonly cache: CredentialCache;
}

/** A process may ask the user to sign in with a browser. */
const maxFetchMs = 90_000;

/**
 * The credentials of one run. Each identity is fetched once for all clients, and a failure holds for the
 * whole run.
 * @throws (each provider) Problem that names the profile and the next step
 */
export function openCredentials(access: CredentialAccess) {
  const asked = new Map<string, Promise<AwsCredentialIdentity>>();

  function once(key: string, fetch: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
    return async () => {
      const asking = asked.get(key);
      const earlier = asking && (await asking);
      if (earlier && !isNearExpiry(earlier)) return earlier;
      const getting = within(maxFetchMs, access.cache.get(key, fetch));
      asked.set(key, getting);
      return getting;
    };
  }

  const keyOf = (profile: string | undefined, role?: string) =>
    JSON.stringify([access.endpoint, profile, role]);
  const ofProfile = (profile: string | undefined) =>
    once(keyOf(profile), () => fetchOfProfile(profile, access));

  return {
    /** The standard chain of every AWS SDK. A profile, if named, comes before the environment's keys. */
    base: () => ofProfile(access.profile),
    /**
     * Credentials of one account: its profile, its role assumed with these or the base credentials, or the
     * base credentials.
     */
    ofAccount({ profile = access.profile, role }: AccountAccess): AwsCredentialIdentityProvider {
      const own = ofProfile(profile);
      return role === undefined
        ? own
        : once(keyOf(profile, role), () => fetchOfRole(role, profile, own, access));
    },
  };
}

async function fetchOfProfile(
  profile: string | undefined,
  access: CredentialAccess,
): Promise<AwsCredentialIdentity> {
  const { endpoint, region, plugin } = access;
  const last = recordLast(access.handler);
  // Sets no region: SSO's portal and tokens use the region of the SSO settings, STS uses that of the profile.
  const clientConfig = { requestHandler: last.handler, ...(endpoint !== undefined && { endpoint }) };
  const parentClientConfig = { ...clientConfig, ...(region !== undefined && { region }) };
  const init = {
    clientConfig,
    parentClientConfig,
    clientPlugins: [plugin()],
    // The SDK does not pass `clientConfig` to a profile's web identity.
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(
      { ...clientConfig, parentClientConfig },
      [plugin()],
    ),
  };
  const files = await rereadFiles();
  const name = profile ?? profileByDefault(files);
  const end = name === undefined ? undefined : followProfile(files, name);
  try {
    // If a profile names the source of its credentials, the rest of the chain would only hide the failure.
    const provide = end
      ? fromIni({ ...init, ...(name !== undefined && { profile: name }) })
      : fromNodeProviderChain({ ...init, ...(profile !== undefined && { profile }) });
    return await provide(region === undefined ? {} : { callerClientConfig: { region: async () => region } });
  } catch (error) {
    throw credentialsProblem(error, { profile: name, end, last: last.seen(), mask: access.cache.mask });
  }
}

async function fetchOfRole(
  role: string,
  profile: string | undefined,
  masterCredentials: AwsCredentialIdentityProvider,
  { endpoint, region, handler, plugin, cache }: CredentialAccess,
): Promise<AwsCredentialIdentity> {
  const last = recordLast(handler);
  try {
    return await fromTemporaryCredentials({
      masterCredentials,
      clientConfig: {
        requestHandler: last.handler,
        ...(endpoint !== undefined && { endpoint }),
        ...(region !== undefined && { region }),
        ...(profile !== undefined && { profile }),
      },
      clientPlugins: [plugin()],
      params: { RoleArn: role, RoleSessionName: 'guardrail', DurationSeconds: 3600 },
    })();
  } catch (error) {
    throw credentialsProblem(error, { profile, end: undefined, last: last.seen(), mask: cache.mask });
  }
}

/**
 * Returns AWS_PROFILE, which comes before the environment's keys; else `default` if there are no such keys
 * and the files contain it.
 */
function profileByDefault(files: AwsFiles): string | undefined {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  if (AWS_PROFILE) return AWS_PROFILE;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) return undefined;
  return profilesOf(files).has('default') ? 'default' : undefined;
}

/**
 * Resolves to the profiles in the AWS configuration files, sorted by name, each with the account that the files
 * give for it. Empty if there are no files.
 */
export async function listProfiles(): Promise<AwsProfile[]> {
  return [...profilesOf(await rereadFiles())]
    .map(([name, { sso_account_id, role_arn }]) => {
      const account = /^arn:[a-z-]+:iam::(\d{12}):/.exec(role_arn ?? '')?.[1] ?? sso_account_id;
      return account !== undefined && /^\d{12}$/.test(account) ? { name, account } : { name };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The SDK keeps the AWS configuration files in memory for ever, but a daemon lives through many edits of
 * them.
 */
export function rereadFiles(): Promise<AwsFiles> {
  return loadSharedConfigFiles({ ignoreCache: true });
}

function isNearExpiry({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < 5 * 60_000;
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(problem('aws-credentials-late', { maxSeconds: Math.round(ms / 1000) })),
    ms,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
