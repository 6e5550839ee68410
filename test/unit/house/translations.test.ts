import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): Record<string, string> => JSON.parse(text(file));
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Every English text that the extension passes to `l10n.t`. */
const spoken = new Set(
  globSync('extension/**/*.ts', { cwd: root }).flatMap((file) =>
    [...text(file).matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, literal = '']) =>
      literal.replace(/\\(.)/g, '$1'),
    ),
  ),
);
const calls = globSync('extension/**/*.ts', { cwd: root }).flatMap((file) => [
  ...text(file).matchAll(/l10n\.t\(/g),
]);

describe('every text of the extension', () => {
  const japanese = read('l10n/bundle.l10n.ja.json');

  it('is a literal, so that it can be found and translated', () => {
    const literals = globSync('extension/**/*.ts', { cwd: root }).flatMap((file) => [
      ...text(file).matchAll(/l10n\.t\(\s*'/g),
    ]);
    expect(literals.length).toBeGreaterThan(100);
    expect(literals).toHaveLength(calls.length);
  });

  it('has a Japanese translation, and there are no unused translations', () => {
    expect(Object.keys(japanese).toSorted()).toEqual([...spoken].toSorted());
  });

  it('keeps its placeholders', () => {
    const places = (line: string) => (line.match(/\{\d\}/g) ?? []).toSorted();
    const broken = Object.entries(japanese).filter(
      ([english, translated]) => places(english).join() !== places(translated).join(),
    );
    expect(broken).toEqual([]);
  });
});

describe('every text of the manifest', () => {
  const english = read('package.nls.json');
  const japanese = read('package.nls.ja.json');

  it('exists in both languages, and is used', () => {
    const used = [...text('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    expect(Object.keys(japanese).toSorted()).toEqual(Object.keys(english).toSorted());
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('has the same commands in its links', () => {
    const links = (line: string) => [...line.matchAll(/\(command:[^)]+\)/g)].map(([link]) => link).toSorted();
    const broken = Object.keys(english).filter(
      (key) => links(english[key] ?? '').join() !== links(japanese[key] ?? '').join(),
    );
    expect(broken).toEqual([]);
  });
});

describe('brackets in Japanese', () => {
  const texts = [
    ...Object.values(read('l10n/bundle.l10n.ja.json')),
    ...Object.values(read('package.nls.ja.json')),
    ...globSync(['README.ja.md', 'docs/guide/ja/*.md'], { cwd: root }).map(text),
  ];
  const japanese = /[ぁ-んァ-ヶ一-龠、。]/;
  const brackets = (pattern: RegExp) => texts.flatMap((each) => each.match(pattern) ?? []);

  it('are full-width around Japanese words, and half-width around others', () => {
    // Not the address of a link.
    expect(brackets(/(?<!\])\([^()]*\)/g).filter((part) => japanese.test(part))).toEqual([]);
    // A placeholder may become Japanese words, and the title of a page is a sentence of its own.
    const others = brackets(/（[^（）]*）/g).filter(
      (part) => !/\{\d\}|\]\(/.test(part) && !japanese.test(part),
    );
    expect(others).toEqual([]);
  });
});
