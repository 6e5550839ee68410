import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';

/** The AWS files of a user: `~/.aws` in its own folder, and an environment without other AWS variables. */
export interface AwsFolder {
  readonly folder: string;
  config(text: string): void;
  credentials(text: string): void;
  /** Writes the token that `aws sso login` stores, by the name of its session or, in old profiles, its start URL. */
  ssoToken(session: string, token: Readonly<Record<string, unknown>>): void;
  remove(): void;
}

/** Stubs the environment of this process. `vi.unstubAllEnvs` restores it. */
export function openAwsFolder(): AwsFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-aws-'));
  for (const name of Object.keys(process.env)) {
    if (/^AWS_|^(HTTPS?|ALL|NO)_PROXY$/i.test(name)) vi.stubEnv(name, undefined);
  }
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  return {
    folder,
    config: (text) => writeFileSync(path.join(folder, 'config'), text),
    credentials: (text) => writeFileSync(path.join(folder, 'credentials'), text),
    ssoToken(session, token) {
      const cache = path.join(folder, '.aws', 'sso', 'cache');
      mkdirSync(cache, { recursive: true });
      const name = createHash('sha1').update(session).digest('hex');
      writeFileSync(path.join(cache, `${name}.json`), JSON.stringify(token));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Returns the time this many minutes from now, in ISO 8601. */
export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/**
 * Writes an AWS configuration in which the profile `name` has the sandbox's key. Returns the environment that names it.
 * @param more Further text of the file.
 */
export function profileOfSandbox(
  { hello: { credentials } }: Pick<Sandbox, 'hello'>,
  {
    folder,
    name = 'payments',
    more = '',
  }: { readonly folder: string; readonly name?: string; readonly more?: string },
) {
  const { accessKeyId, secretAccessKey } = credentials;
  const file = path.join(folder, 'config');
  writeFileSync(
    file,
    `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n${more}`,
  );
  return { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials') };
}
