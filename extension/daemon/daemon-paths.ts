import { createHash } from 'node:crypto';
import { homedir, hostname, tmpdir } from 'node:os';
import { type DaemonPaths, daemonPathsOf, type Machine, samplePathsOf } from '#protocol/daemon-paths.ts';

/** Returns the paths of this user's daemon on the machine that the extension host runs on. */
export function daemonPaths(): DaemonPaths {
  return daemonPathsOf(machine());
}

/** Returns a short name of this user's daemon that differs from those on other machines. */
export function machineName(): string {
  return machine().hash(`${hostname()} ${daemonPaths().stateDir}`).slice(0, 16);
}

/** Returns the paths of the daemon that serves the sample organization. */
export function samplePaths(): DaemonPaths {
  return samplePathsOf(machine());
}

function machine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    tmp: tmpdir(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    byteLength: (text) => Buffer.byteLength(text),
  };
}
