import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import {
  addressesOf,
  type DaemonPaths,
  type DaemonRecord,
  parseDaemonRecord,
} from '#protocol/daemon-paths.ts';
import { proofText } from '#protocol/handshake.ts';
import { printable } from '../base/printable.ts';
import { requireOwn } from '../configuration/state-folder.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';

/** The time in which a daemon must send its proof, which is the first thing it does. */
export const proofTimeoutMs = 10_000;

/** Returns the record of the daemon that runs now or that ran last. */
export function readRecord({ recordFile }: Pick<DaemonPaths, 'recordFile'>): DaemonRecord | undefined {
  try {
    return parseDaemonRecord(readFileSync(recordFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Resolves to a socket of the first address at which a process listens. Searches only folders that other
 * users cannot enter.
 * @throws Problem `folder-unsafe`; the error of the last address if no process listens.
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
 * Requires a proof that the daemon knows the token, before anything else is sent to it.
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

/** Returns whether a record was written by another machine, which has the same home folder: its process id means nothing here. */
export function isOfOtherMachine(
  record: DaemonRecord | undefined,
): record is DaemonRecord & { host: string } {
  return record?.host !== undefined && record.host !== hostname();
}

function daemonElsewhere({ host }: { readonly host: string }): Problem {
  return problem('daemon-elsewhere', { host: printable(host) });
}

/** The daemon holds the state folder or accepts connections, but does not answer. */
export function daemonSilent(record: DaemonRecord | undefined): Problem {
  if (isOfOtherMachine(record)) return daemonElsewhere(record);
  return problem('daemon-silent', { ...(record && { pid: record.pid }) });
}

export function daemonUnstoppable(record: DaemonRecord | undefined): Problem {
  if (isOfOtherMachine(record)) return daemonElsewhere(record);
  return problem('daemon-unstoppable', { ...(record && { pid: record.pid }) });
}
