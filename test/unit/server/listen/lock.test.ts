import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isLocked, takeLock, unusable } from '../../../../daemon/server/listen/lock.ts';
import { createCleanup } from '../../../support/cleanup.ts';

const cleanup = createCleanup();
afterEach(() => cleanup.run());

describe('the lock of a state folder', () => {
  it('is held by one process, seen by others, and free again once released', () => {
    const folder = cleanup.folder('lock');
    expect(isLocked(folder)).toBe(false);
    const lock = takeLock(folder);
    expect(isLocked(folder)).toBe(true);
    expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'daemon-running' }));
    lock.release();
    expect(isLocked(folder)).toBe(false);
  });

  it('is acquired if its file contains garbage, and not taken from a process that holds it', () => {
    const folder = cleanup.folder('lock');
    writeFileSync(path.join(folder, 'claim.lock'), 'no database'.repeat(100));
    const lock = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'daemon-running' }));
    lock.release();
  });

  it('is a problem with a next step if its file cannot be opened', () => {
    const folder = cleanup.folder('lock');
    mkdirSync(path.join(folder, 'claim.lock'));
    expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'store-not-opened' }));
  });

  it.each([
    ['ENOSPC', 'store-disk-full'],
    ['EDQUOT', 'store-disk-full'],
    ['EACCES', 'store-not-writable'],
    ['EROFS', 'store-not-writable'],
    ['EMFILE', 'store-too-many-files'],
    ['EADDRINUSE', 'folder-unusable'],
  ])('reports %s as %s', (code, problem) => {
    const error = Object.assign(new Error(code), { code });
    expect(unusable('/state/daemon.sock', error).code).toBe(problem);
  });
});
