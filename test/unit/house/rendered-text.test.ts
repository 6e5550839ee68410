import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** The places where VS Code makes `[text](command:…)` a link that runs a command: their expression follows. */
const places = [
  /\bwindow\s*\.show(?:Information|Warning|Error)Message\(/g,
  /\bprompt:/g,
  /\.(?:prompt|validationMessage) =/g,
  /\bprogress\.report\(\s*\{[^}]*?\bmessage\b:?/g,
  /\bwithProgress(?:<[^(]*>)?\(\s*\{[^}]*?\btitle\b:?/g,
];
const sentence = `(?:'[^']*'|"[^"]*")`;
const literal = new RegExp(`^(?:l10n\\.t\\(\\s*${sentence}\\s*,?\\s*\\)|${sentence})\\s*(?:[,;)}]|$)`);
const safe = (expression: string) => /^(?:undefined|string)\b/.test(expression) || literal.test(expression);

/** Returns the places whose text is neither a sentence of the bundles nor made plain. */
function unsafePlaces(file: string, text: string): string[] {
  return places.flatMap((place) =>
    [...text.matchAll(place)].flatMap((found) => {
      const at = found.index + found[0].length;
      const expression = argumentAt(text, at).trim();
      const isBelowBox = /prompt|validation/.test(found[0]);
      if (safe(expression) || expression.includes(isBelowBox ? 'plainPrompt(' : 'plainMessage(')) return [];
      const line = text.slice(0, found.index).split('\n').length;
      return [`${file}:${line}: ${found[0].replace(/\s+/g, ' ')} ${expression.slice(0, 60)}`];
    }),
  );
}

/** Returns the expression that begins here, up to the comma or bracket that ends it. */
function argumentAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? '';
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth < 0) return text.slice(start, at);
    if (depth === 0 && (character === ';' || (character === ',' && at > start))) return text.slice(start, at);
  }
  return text.slice(start);
}

it('text from outside is made plain wherever VS Code would render a link in it', () => {
  const files = globSync('extension/**/*.ts', { cwd: root });
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) => unsafePlaces(file, readFileSync(path.join(root, file), 'utf8')));
  expect(
    found,
    'wrap the text in plainMessage() or plainPrompt() of extension/tools/plain-message.ts',
  ).toEqual([]);
});

it.each([
  'window.showInformationMessage(answer.message);',
  "void window.showWarningMessage(l10n.t('{0} failed', name), button);",
  'const box = { prompt: field.name, value };',
  'box.validationMessage = fault;',
  'progress.report({ message: step });',
  'window.withProgress({ location, title }, work);',
])('finds %s', (line) => {
  expect(unsafePlaces('a.ts', line)).toHaveLength(1);
});

it.each([
  "window.showInformationMessage(l10n.t('Done.'), open);",
  'window.showErrorMessage(plainMessage(message), ...buttons);',
  'box.validationMessage = undefined;',
  "window.withProgress({ location, title: l10n.t('Waiting') }, work);",
])('accepts %s', (line) => {
  expect(unsafePlaces('a.ts', line)).toEqual([]);
});
