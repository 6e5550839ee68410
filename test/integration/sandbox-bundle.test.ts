import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
/** A message of the sandbox that no other part of the program contains. */
const mark = 'no sample workspace above';

describe('the bundle of the sandbox', () => {
  it('is the only bundle that contains the sandbox', () => {
    const bundles = globSync('dist/{*.cjs,program/*.mjs}', { cwd: root });

    expect(bundles.filter((file) => read(file).includes(mark))).toEqual([path.join('dist', 'sandbox.cjs')]);
  });

  it('is packaged with every other bundle', () => {
    const packaged = read('.vscodeignore').split('\n');

    for (const file of globSync('dist/*.cjs', { cwd: root }))
      expect(packaged).toContain(`!${file.split(path.sep).join('/')}`);
    expect(packaged).toContain('!dist/program/*.mjs');
  });
});

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
