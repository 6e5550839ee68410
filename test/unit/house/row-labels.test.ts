import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const made = /\bnew TreeItem\(/g;
const labelled = /\bitem\.accessibilityInformation = /g;

/** Returns whether the text makes rows of a tree without saying what a screen reader reads of each. */
function leavesOut(text: string): boolean {
  return [...text.matchAll(made)].length > [...text.matchAll(labelled)].length;
}

it('every row of a tree has a label for screen readers: VS Code reads a tooltip in its place, and shortened words', () => {
  const files = globSync('extension/**/*.ts', { cwd: root });
  const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
  expect(files.filter((file) => text(file).match(made)).length).toBeGreaterThan(5);
  expect(files.filter((file) => leavesOut(text(file)))).toEqual([]);
});

it('finds a row without one', () => {
  expect(leavesOut(`const item = new TreeItem('PAY-1');\nitem.description = 'late';`)).toBe(true);
});
