import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** How a date, an age, a number or a list is written without the functions for it. */
const byHand = /\.join\('(?:, |、)'\)|\.toLocale(?:Date|Time)?String\(|\bnew Intl\.\w+\(/;
/** The functions, the log (English only), and the name of the time zone. */
const allowed =
  /^(?:extension\/tools\/|extension\/daemon\/log-text\.ts|extension\/notifications\/window-state\.ts)/;

const linesByHand = (file: string, text: string) =>
  text
    .split('\n')
    .flatMap((line, index) => (byHand.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));

it("the window's dates, ages, numbers and lists come from extension/tools, so that they are in one language and form", () => {
  const files = globSync('extension/**/*.ts', { cwd: root }).filter((file) => !allowed.test(file));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => linesByHand(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

it.each(["names.join(', ')", 'count.toLocaleString()', 'new Intl.ListFormat(language)'])(
  'finds %s',
  (line) => {
    expect(linesByHand('a.ts', line)).toHaveLength(1);
  },
);
