import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

const failure =
  /(?:new Error|showErrorMessage|showWarningMessage)\(\s*(?:plainMessage\(\s*)?l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g;
/** A second sentence: the first says what happened. */
const nextStep = /[.!?] [A-Z].*\.$/;

const withoutStep = (text: string) =>
  [...text.matchAll(failure)].flatMap(([, said = '']) => (nextStep.test(said) ? [] : [said]));

it('every error that the window says by itself has a next step', () => {
  const texts = globSync('extension/**/*.ts', { cwd: root }).map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  );
  expect(texts.flatMap((text) => [...text.matchAll(failure)]).length).toBeGreaterThan(5);
  expect(texts.flatMap(withoutStep)).toEqual([]);
});

it('an error without one is found', () => {
  expect(withoutStep("throw new Error(l10n.t('You did not sign in.'));")).toEqual(['You did not sign in.']);
  expect(withoutStep('new Error(l10n.t(\'It stopped. Run "Guardrail: Refresh".\'))')).toEqual([]);
});
