import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles, memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, Pluggable } from '@smithy/types';
import type { AccountAccess } from './reading.ts';

/** What the clients that fetch credentials (STS, SSO) need to reach AWS as every other client does. */
export interface InnerClients {
  readonly clientConfig: object;
  readonly plugin: Pluggable<object, object>;
}

/** The standard chain of every AWS SDK; a profile, when named, comes before the environment's keys. */
export function baseCredentials(
  profile: string | undefined,
  inner: InnerClients,
): AwsCredentialIdentityProvider {
  return shared(
    fromNodeProviderChain({
      clientConfig: inner.clientConfig,
      clientPlugins: [inner.plugin],
      ...(profile !== undefined && { profile }),
    }),
  );
}

/** One account's own way in: its profile, its role assumed with the base credentials, or these themselves. */
export function accountCredentials(
  { profile, role }: AccountAccess,
  base: AwsCredentialIdentityProvider,
  inner: InnerClients,
): AwsCredentialIdentityProvider {
  const { clientConfig, plugin } = inner;
  const own =
    profile === undefined ? base : shared(fromIni({ profile, clientConfig, clientPlugins: [plugin] }));
  if (role === undefined) return own;
  return shared(
    fromTemporaryCredentials({
      masterCredentials: own,
      clientConfig,
      clientPlugins: [plugin],
      params: { RoleArn: role, RoleSessionName: 'guardrail', DurationSeconds: 3600 },
    }),
  );
}

/** The names of the profiles in the AWS configuration files; none where there are no files. */
export async function listProfiles(): Promise<string[]> {
  const { configFile, credentialsFile } = await rereadFiles();
  const sections = [...Object.keys(configFile), ...Object.keys(credentialsFile)];
  // The loader keeps `[sso-session x]` and `[services x]` as `sso-session.x` and `services.x`.
  const profiles = sections.filter((name) => !/^(sso-session|services)\./.test(name));
  return [...new Set(profiles)].sort();
}

/** The SDK keeps the AWS configuration files in memory for good; a daemon outlives many edits of them. */
export function rereadFiles() {
  return loadSharedConfigFiles({ ignoreCache: true });
}

const fiveMinutes = 5 * 60_000;

/** One resolution for all clients of an identity, until five minutes before it expires. */
function shared(provider: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
  return memoize(
    provider,
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < fiveMinutes,
    ({ expiration }) => expiration !== undefined,
  );
}
