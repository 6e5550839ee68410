import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireOwn } from '../../../daemon/configuration/state-folder.ts';

describe.skipIf(process.platform === 'win32')('the folder of a socket', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'guardrail-own-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is accepted if only its owner can enter it, or if it is missing', () => {
    expect(() => requireOwn(folder)).not.toThrow();
    expect(() => requireOwn(path.join(folder, 'missing'))).not.toThrow();
  });

  it('is refused if other users could have created a socket in it', () => {
    const open = path.join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    const link = path.join(folder, 'link');
    symlinkSync(folder, link);
    for (const unsafe of [open, link])
      expect(() => requireOwn(unsafe)).toThrow(expect.objectContaining({ code: 'folder-unsafe' }));
  });
});
