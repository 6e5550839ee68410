import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../model.ts';
import type { Identity } from './call.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Session extends AccessKey {
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly identity: Identity;
}

export type Presented =
  | { readonly kind: 'valid'; readonly secretAccessKey: string; readonly identity: Identity }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

const sealed = z.object({ account: z.string(), role: z.string(), session: z.string(), expires: z.number() });

/**
 * The keys of the organization. All are derived from the world's seed when they are needed, so that no key is
 * written anywhere. A session's token contains the session itself, sealed.
 */
export class Keyring {
  readonly #seed: string;
  readonly #accounts = new Set<string>();
  readonly #owners = new Map<string, string>();

  constructor(world: World) {
    this.#seed = `sandbox ${world.seed}`;
    const { managementAccount } = world.organization;
    for (const account of [managementAccount, world.securityAccount, ...world.accounts.map(({ id }) => id)]) {
      this.#accounts.add(account);
      this.#owners.set(this.baseKey(account).accessKeyId, account);
    }
  }

  hasAccount(account: string): boolean {
    return this.#accounts.has(account);
  }

  /** Returns the long-term key of an account's user. */
  baseKey(account: string): AccessKey {
    const accessKeyId = `AKIA${this.#derive(`key of ${account}`).slice(0, 16).toUpperCase()}`;
    return { accessKeyId, secretAccessKey: this.#secretOf(accessKeyId) };
  }

  /** @param role The role's name, without its path. */
  openSession(account: string, role: string, session: string, expiration: Date): Session {
    const payload = Buffer.from(
      JSON.stringify({ account, role, session, expires: expiration.getTime() } satisfies z.input<
        typeof sealed
      >),
    ).toString('base64url');
    const sessionToken = `${payload}.${this.#derive(`token ${payload}`)}`;
    const accessKeyId = sessionKeyId(this.#derive(`session ${payload}`));
    return {
      accessKeyId,
      secretAccessKey: this.#secretOf(accessKeyId),
      sessionToken,
      expiration,
      identity: this.#sessionIdentity(account, role, session),
    };
  }

  /** Returns the owner of a key. A session's key is unknown without its token, and a long-term key is unknown with a token. */
  present(accessKeyId: string, sessionToken: string | undefined): Presented {
    if (sessionToken === undefined) {
      const account = this.#owners.get(accessKeyId);
      if (account === undefined) return { kind: 'unknown' };
      const identity = {
        account,
        arn: `arn:aws:iam::${account}:user/guardrail`,
        userId: `AIDA${this.#derive(`user of ${account}`).slice(0, 17).toUpperCase()}`,
      };
      return { kind: 'valid', secretAccessKey: this.#secretOf(accessKeyId), identity };
    }
    const [payload = '', seal = ''] = sessionToken.split('.');
    if (!isSame(seal, this.#derive(`token ${payload}`))) return { kind: 'unknown' };
    if (accessKeyId !== sessionKeyId(this.#derive(`session ${payload}`))) return { kind: 'unknown' };
    const { account, role, session, expires } = sealed.parse(
      JSON.parse(Buffer.from(payload, 'base64url').toString()),
    );
    if (expires <= Date.now()) return { kind: 'expired' };
    return {
      kind: 'valid',
      secretAccessKey: this.#secretOf(accessKeyId),
      identity: this.#sessionIdentity(account, role, session),
    };
  }

  #sessionIdentity(account: string, role: string, session: string): Identity {
    return {
      account,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      userId: `AROA${this.#derive(`role ${account} ${role}`).slice(0, 17).toUpperCase()}:${session}`,
    };
  }

  #secretOf(accessKeyId: string): string {
    return this.#derive(`secret of ${accessKeyId}`).slice(0, 40);
  }

  #derive(of: string): string {
    return createHmac('sha256', this.#seed).update(of).digest('hex');
  }
}

function sessionKeyId(hex: string): string {
  return `ASIA${hex.slice(0, 16).toUpperCase()}`;
}

function isSame(a: string, b: string): boolean {
  const [given, wanted] = [Buffer.from(a), Buffer.from(b)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
