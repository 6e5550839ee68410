import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import path from 'node:path';
import {
  addressesOf,
  type DaemonPaths,
  type DaemonRecord,
  parseDaemonRecord,
} from '#protocol/daemon-paths.ts';
import { proofText } from '#protocol/handshake.ts';
import { requireOwn } from '../configuration/state-folder.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';

/** How long a daemon may take to show that it is one. It does nothing before that. In ms. */
export const proofTimeoutMs = 10_000;

/** What the daemon that runs, or died last, wrote of itself. */
export function readRecord({ recordFile }: DaemonPaths): DaemonRecord | undefined {
  try {
    return parseDaemonRecord(readFileSync(recordFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Resolves to a socket of the first address at which something listens. Only folders that other users cannot enter are
 * looked into.
 * @throws Problem `folder-unsafe`; the last address's own error where nothing listens.
 */
export async function openSocket(place: DaemonPaths): Promise<Socket> {
  requireOwn(place.stateDir);
  let failure: unknown;
  for (const address of addressesOf(place, readRecord(place))) {
    try {
      if (process.platform !== 'win32') requireOwn(path.dirname(address));
      return await open(address);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/**
 * Has the daemon show that it knows the token before it is told anything.
 * @param ask Sends `proveDaemon` and resolves to the proof.
 * @throws Problem `daemon-unproven`.
 */
export async function requireProof(
  token: string,
  ask: (nonce: string) => Promise<unknown>,
  place: DaemonPaths,
): Promise<void> {
  const nonce = randomBytes(32).toString('hex');
  const expected = createHmac('sha256', token).update(proofText(nonce)).digest();
  const proof = Buffer.from(String(await ask(nonce)), 'hex');
  if (proof.length !== expected.length || !timingSafeEqual(proof, expected)) throw daemonUnproven(place);
}

function open(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

export function daemonUnproven({ socket }: DaemonPaths): Problem {
  return problem('daemon-unproven', { socket });
}

/** The daemon holds the state folder, or takes connections, and does not answer. */
export function daemonSilent(record: DaemonRecord | undefined): Problem {
  return problem('daemon-silent', { ...(record && { pid: record.pid }) });
}

export function daemonUnstoppable(record: DaemonRecord | undefined): Problem {
  return problem('daemon-unstoppable', { ...(record && { pid: record.pid }) });
}
