import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireOwn } from '../../../daemon/configuration/state-folder.ts';

describe.skipIf(process.platform === 'win32')('a folder to knock at', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'guardrail-own-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is one that only its owner can enter, or none at all', () => {
    expect(() => requireOwn(folder)).not.toThrow();
    expect(() => requireOwn(path.join(folder, 'missing'))).not.toThrow();
  });

  it('is none that others could have put a socket into', () => {
    const open = path.join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    const link = path.join(folder, 'link');
    symlinkSync(folder, link);
    for (const unsafe of [open, link])
      expect(() => requireOwn(unsafe)).toThrow(expect.objectContaining({ code: 'folder-unsafe' }));
  });
});
