import { createHash } from 'node:crypto';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Secrets } from '../../../base/secrets.ts';
import type { AwsFiles } from './profile-chain.ts';

/**
 * Credentials that expire, kept from one sync run to the next until shortly before they expire. In memory
 * only.
 */
export interface CredentialCache {
  /**
   * Forgets all credentials if the AWS files changed since the last call, because a profile may now mean
   * another identity.
   */
  follow(files: AwsFiles): void;
  /** Forgets all credentials, because AWS refused some of them. */
  forget(): void;
  /**
   * Resolves to the kept credentials if they are still valid, else to those that `fetch` returns. Joins a
   * fetch of an earlier run that is in progress.
   */
  get(key: string, fetch: () => Promise<AwsCredentialIdentity>): Promise<AwsCredentialIdentity>;
  /** Returns the text without the secrets of any credentials that were fetched. */
  mask(text: string): string;
}

interface Kept {
  readonly identity: AwsCredentialIdentity;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
}

const fiveMinutesMs = 5 * 60_000;

export function createCredentialCache(secrets: Secrets): CredentialCache {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<AwsCredentialIdentity>>();
  let filesRead = '';

  function start(key: string, fetch: () => Promise<AwsCredentialIdentity>): Promise<AwsCredentialIdentity> {
    const fetching = fetch()
      .then((identity) => {
        const { secretAccessKey, sessionToken, expiration } = identity;
        for (const secret of [secretAccessKey, sessionToken]) secrets.hide(secret, expiration?.getTime());
        if (expiration && underWay.get(key) === fetching)
          kept.set(key, { identity, renewAt: renewalOf(expiration) });
        return identity;
      })
      .finally(() => {
        if (underWay.get(key) === fetching) underWay.delete(key);
      });
    underWay.set(key, fetching);
    return fetching;
  }

  /** A fetch in progress may belong to an earlier sync run and fail with it. Then a new one starts. */
  function join(key: string, fetch: () => Promise<AwsCredentialIdentity>): Promise<AwsCredentialIdentity> {
    const current = underWay.get(key);
    return current ? current.catch(() => underWay.get(key) ?? start(key, fetch)) : start(key, fetch);
  }

  function forget(): void {
    kept.clear();
    underWay.clear();
  }

  return {
    follow(files) {
      const digest = createHash('sha256').update(JSON.stringify(files)).digest('base64');
      if (digest !== filesRead) forget();
      filesRead = digest;
    },
    forget,
    async get(key, fetch) {
      const known = kept.get(key);
      if (known && Date.now() < known.renewAt) return known.identity;
      try {
        return await join(key, fetch);
      } catch (error) {
        const { expiration } = known?.identity ?? {};
        if (known && expiration && Date.now() < expiration.getTime()) return known.identity;
        throw error;
      }
    },
    mask: secrets.mask,
  };
}

/** Five minutes before the end. For credentials that last less than ten minutes, half-way. */
function renewalOf(expiration: Date): number {
  const now = Date.now();
  const lastsMs = expiration.getTime() - now;
  return now + Math.max(lastsMs - fiveMinutesMs, lastsMs / 2);
}
