import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type DaemonProof,
  greeting,
  type Hello,
  hello,
  proofText,
  proveDaemon,
} from '#protocol/handshake.ts';
import type { Settings } from '#protocol/settings.ts';
import { isOlder, protocolVersion } from '#protocol/versions.ts';
import { productVersion } from '../../base/version.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import { problem } from '../../domain/problems/problem.ts';
import { parseParams } from './params.ts';

/**
 * Accepts a client, or throws the reason for the refusal. The token proves that the client can read this user's files:
 * another user who reaches the socket does not know it.
 * @param makeRoom Called for a newer client that speaks another protocol: its own daemon is about to start.
 * @throws Problem `handshake-refused`, `protocol-differs`.
 */
export function readHello(options: unknown, token: string, makeRoom: () => void): Hello {
  const greeted = parseParams(greeting, options);
  if (!greeted.ok || !sameSecret(greeted.params.token, token)) throw problem('handshake-refused', {});
  const { protocol, version } = greeted.params;
  if (protocol !== protocolVersion) {
    if (isOlder(productVersion, version)) makeRoom();
    throw problem('protocol-differs', { client: version, daemon: productVersion });
  }
  const parsed = parseParams(hello, options);
  if (!parsed.ok) throw problem('handshake-refused', {});
  return parsed.params;
}

/** The daemon's side of `proveDaemon`. @throws Problem `handshake-refused` for a nonce that no client sends. */
export function prove(params: unknown, token: string): DaemonProof {
  const parsed = parseParams(proveDaemon.params, params);
  if (!parsed.ok) throw problem('handshake-refused', {});
  return { proof: createHmac('sha256', token).update(proofText(parsed.params.nonce)).digest('hex') };
}

/**
 * Checks that a command means the organization that the daemon reads: each value in the command's environment must be
 * the one that the daemon uses.
 * @throws Problem `daemon-differs`, which names the value.
 */
export function requireSame(wanted: Settings, used: Configuration, usedFile: string | undefined): void {
  const pairs: [string, string | undefined, string | undefined][] = [
    ['GUARDRAIL_JIRA_SITE', wanted.jira?.site, used.jira?.site],
    ['GUARDRAIL_JIRA_EMAIL', wanted.jira?.email, used.jira?.email],
    ['GUARDRAIL_JIRA_PROJECT', wanted.jira?.project, used.jira?.project],
    ['GUARDRAIL_TEAM', wanted.team, used.team?.team],
    ['AWS_ENDPOINT_URL', wanted.aws?.endpoint, used.aws.endpoint],
    ['AWS_PROFILE', wanted.aws?.profile, used.aws.profile],
    ['--config', wanted.configFile, usedFile],
  ];
  for (const [name, want, use] of pairs)
    if (want !== undefined && want !== use) throw problem('daemon-differs', { setting: name });
}

function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
