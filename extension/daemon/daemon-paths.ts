import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { type DaemonPaths, daemonPathsOf } from '#protocol/daemon-paths.ts';

/** Returns the paths of this user's daemon on the machine that the extension host runs on. */
export function daemonPaths(): DaemonPaths {
  return daemonPathsOf({
    platform: process.platform,
    env: process.env,
    home: homedir(),
    tmp: tmpdir(),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    byteLength: (text) => Buffer.byteLength(text),
  });
}
