import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statsOf } from '../../../../daemon/workspace/read/file-reader.ts';
import { stampOf } from '../../../../daemon/workspace/read/stamp.ts';
import { readTextFile, textOf } from '../../../../daemon/workspace/read/text-file.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('text-file');
});
afterEach(() => cleanup.run());

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('a file of the workspace', () => {
  it('is read as text, with its stamp at that time', () => {
    const file = write('a.yaml', '\uFEFFcafé\n');
    const stats = statsOf(file);

    expect(readTextFile(file)).toEqual({
      kind: 'text',
      stamp: stats && stampOf(stats),
      text: 'café\n',
      encoding: 'utf-8',
    });
  });

  it('keeps its text when the next one is read', () => {
    const first = textOf(write('a.yaml', 'first'));
    textOf(write('b.yaml', 'other'));

    expect(first).toBe('first');
  });

  it('names its encoding, and the first line that is not UTF-8', () => {
    const wide = write('wide.yaml', Buffer.from('\uFEFFa: 1\n', 'utf16le'));
    const latin = write('latin.yaml', Buffer.from('a: 1\nb: caf\u00e9\n', 'latin1'));

    expect(readTextFile(wide)).toMatchObject({ text: 'a: 1\n', encoding: 'utf-16le' });
    expect(readTextFile(latin)).toMatchObject({ text: 'a: 1\nb: caf\uFFFD\n', invalidLine: 1 });
  });

  it('returns only its beginning if it is too large', () => {
    const file = write('large.yaml', `Resources:\n${'# filler\n'.repeat(300_000)}`);

    expect(readTextFile(file)).toMatchObject({
      kind: 'too-large',
      head: expect.stringMatching(/^Resources:/),
      stamp: { size: 2_700_011 },
    });
    expect(textOf(file)).toBeUndefined();
    expect(textOf(write('small', 'abc'), 2)).toBeUndefined();
  });

  it('is not read if it is deleted, a folder or a link', () => {
    const inside = path.join(folder, 'folder');
    mkdirSync(inside);
    const link = path.join(folder, 'link.yaml');
    symlinkSync(write('a.yaml', 'a'), link);

    expect(readTextFile(path.join(folder, 'gone.yaml'))).toBeUndefined();
    expect(readTextFile(path.join(folder, 'folder', 'gone.yaml'))).toBeUndefined();
    expect(textOf(inside)).toBeUndefined();
    if (process.platform !== 'win32') expect(readTextFile(link)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('is not read if it is a pipe, without waiting for a writer', () => {
    const pipe = path.join(folder, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);

    expect(readTextFile(pipe)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('reports why it cannot be read', () => {
    expect(readTextFile(path.join(folder, 'x'.repeat(300)))).toEqual({
      kind: 'denied',
      code: 'ENAMETOOLONG',
    });
  });
});
