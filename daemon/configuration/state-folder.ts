import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { type DaemonPaths, daemonPathsOf, type Machine, samplePathsOf } from '#protocol/daemon-paths.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';

/** Returns the paths of this user's daemon: its store, socket, token and log. */
export function statePlace(env: Machine['env'] = process.env): DaemonPaths {
  return daemonPathsOf(machineWith(env));
}

/** Returns the paths of the daemon that serves the sample organization. */
export function samplePlace(env: Machine['env']): DaemonPaths {
  return samplePathsOf(machineWith(env));
}

function machineWith(env: Machine['env']): Machine {
  return {
    platform: process.platform,
    env,
    home: homedir(),
    tmp: tmpdir(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    byteLength: (text) => Buffer.byteLength(text),
  };
}

/**
 * Creates a folder that only its owner can enter, or checks that an existing folder is such a folder.
 * @throws Problem `folder-unsafe` if another user owns it or it is a link, because another process could
 * answer there; `folder-unusable` if it cannot be created.
 */
export function privateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderUnusable(folder, error);
  }
  if (process.platform === 'win32') return;
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw folderUnsafe(folder);
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/**
 * Checks that only this user can have created the files in a folder. A folder that does not exist is
 * accepted.
 * @throws Problem `folder-unsafe` if a process of another user may answer there, because that process would
 * receive a secret.
 */
export function requireOwn(folder: string): void {
  if (process.platform === 'win32') return;
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return;
  const mine = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  if (!mine) throw folderUnsafe(folder);
}

function folderUnsafe(folder: string): Problem {
  return problem('folder-unsafe', { folder });
}

/** Guardrail cannot write to the folder: no permission, a file has that name, or the disk is full. */
export function folderUnusable(folder: string, cause: unknown): Problem {
  const { code } = cause as NodeJS.ErrnoException;
  return problem('folder-unusable', { folder, ...(code !== undefined && { errno: code }) }, { cause });
}
