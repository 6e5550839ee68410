import type { loadSharedConfigFiles } from '@smithy/core/config';
import { nearNames } from '../../../base/suggest.ts';
import { type Problem, problem } from '../../../domain/problems/problem.ts';

export type AwsFiles = Awaited<ReturnType<typeof loadSharedConfigFiles>>;

type Section = Readonly<Record<string, string | undefined>>;

/** The source of a profile's credentials, at the end of its chain of roles. */
export interface ProfileEnd {
  /** The profile that names the source. It is another profile if the first one assumes a role. */
  readonly profile: string;
  readonly source: 'static' | 'web-identity' | 'process' | 'sso' | 'login' | 'machine';
}

/**
 * Follows a profile of the AWS files through its roles to the source of its credentials, in the SDK's order,
 * without sending a request. The SDK's own errors about a profile are written for developers.
 * @returns `undefined` for a profile that names no source. Then the standard chain continues with the
 * machine's credentials.
 * @throws Problem `aws-profile-missing`, `aws-profile-circle`, `aws-mfa-needed`, `aws-sso-incomplete`,
 * `aws-credentials-missing`
 */
export function followProfile(files: AwsFiles, name: string): ProfileEnd | undefined {
  const profiles = profilesOf(files);
  const visited: string[] = [];
  let wantedBy: string | undefined;
  for (let at = name; ; ) {
    const section = profiles.get(at);
    if (!section) throw profileMissing(at, wantedBy, [...profiles.keys()]);
    const isWanted = wantedBy !== undefined;
    const assumed = isWanted && isStatic(section) ? undefined : roleOf(section);
    if (!assumed) {
      const source = sourceOf(section);
      if (source === 'sso') requireSession(files, at, section);
      if (source === undefined && isWanted)
        throw problem('aws-credentials-missing', { profile: at, isEmpty: true });
      return source && { profile: at, source };
    }
    if (section.mfa_serial) throw problem('aws-mfa-needed', { profile: at });
    if (assumed.from === undefined) return { profile: at, source: 'machine' };
    if (visited.includes(assumed.from))
      throw problem('aws-profile-circle', { profiles: [...visited, assumed.from] });
    visited.push(assumed.from);
    wantedBy = at;
    at = assumed.from;
  }
}

/**
 * @param wantedBy The profile whose `source_profile` names it. Absent if Guardrail received the name from the
 * user.
 */
function profileMissing(profile: string, wantedBy: string | undefined, known: readonly string[]): Problem {
  const near = nearNames(profile, known);
  return problem('aws-profile-missing', { profile, ...(wantedBy !== undefined && { wantedBy }), near });
}

/**
 * Returns the profiles merged as the SDK merges them: a key of the credentials file comes before one of the
 * configuration file.
 */
export function profilesOf({ configFile, credentialsFile }: AwsFiles): Map<string, Section> {
  const profiles = new Map<string, Section>();
  for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
    // The loader keeps `[sso-session x]` and `[services x]` as `sso-session.x` and `services.x`.
    if (!/^(sso-session|services)\./.test(name)) profiles.set(name, { ...profiles.get(name), ...section });
  }
  return profiles;
}

function roleOf(section: Section): { readonly from: string | undefined } | undefined {
  const { role_arn, source_profile, credential_source } = section;
  if (role_arn === undefined || (source_profile === undefined) === (credential_source === undefined))
    return undefined;
  return { from: source_profile };
}

function isStatic({ aws_access_key_id, aws_secret_access_key }: Section): boolean {
  return aws_access_key_id !== undefined && aws_secret_access_key !== undefined;
}

function sourceOf(section: Section): ProfileEnd['source'] | undefined {
  if (isStatic(section)) return 'static';
  if (section.web_identity_token_file && section.role_arn) return 'web-identity';
  if (section.credential_process) return 'process';
  if (ssoKeys.some((key) => section[key] !== undefined)) return 'sso';
  if (section.login_session) return 'login';
  return section.credential_source ? 'machine' : undefined;
}

const ssoKeys = ['sso_session', 'sso_start_url', 'sso_account_id', 'sso_region', 'sso_role_name'];

function requireSession({ configFile }: AwsFiles, name: string, section: Section): void {
  const { sso_session: session } = section;
  const own = session === undefined ? section : configFile[`sso-session.${session}`];
  if (own === undefined) throw problem('aws-sso-incomplete', { profile: name, session: session ?? '' });
  const missing = [
    ...['sso_account_id', 'sso_role_name'].filter((key) => !section[key]),
    ...['sso_region', 'sso_start_url'].filter((key) => !own[key]),
  ];
  if (missing.length > 0) throw problem('aws-sso-incomplete', { profile: name, keys: missing });
}
