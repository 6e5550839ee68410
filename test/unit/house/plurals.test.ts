import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const bundle = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.ja.json'), 'utf8'));
const english = Object.keys(bundle);

const plural =
  /^(.*?)\{\d\} (?:[a-z]+ ){0,2}?(?:are|were|wait|have|accounts|actions|characters|comments|days|declarations|findings|groups|places|profiles|rows|rules|tickets)\b/i;

/** Texts whose number is never one, each with the reason. */
const neverOne = new Map([
  ['At most {0} characters.', 'a limit'],
  ['At most {0} tickets are filed at once: file the rest afterwards ({1}).', 'a limit'],
  ['Due within {0} days', 'a constant'],
  ['The first {0} of {1} declarations', 'shown for many'],
  ['Saved: none of the {0} places declares {1}.', 'one place has its own sentence'],
  ['{0} of your reviews were sent back, among them: {1}', 'one review has its own sentence'],
  ['{0} new critical findings, among them: {1}', 'one finding has its own sentence'],
  ['{0} actions that waited are in conflict with Jira, among them: {1}', 'one action has its own sentence'],
  ['{0} findings', 'a ticket about several'],
  ['{0} open tickets', 'duplicates'],
  ['{0} profiles are left out. {1}: {2}', 'one profile has its own sentence'],
  ['{0} rules', 'a single rule is named'],
  ['{0} accounts × regions', 'a single one is named'],
]);

/** Returns the texts with a plural for which no text begins alike and says "1". */
function withoutSingular(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const [, before] = text.match(plural) ?? [];
    if (before === undefined || neverOne.has(text)) return false;
    return !texts.some((other) => ['1 ', 'One '].some((one) => other.startsWith(`${before}${one}`)));
  });
}

it('every text with a plural has a singular', () => {
  expect(english.filter((text) => plural.test(text)).length).toBeGreaterThan(20);
  expect(withoutSingular(english)).toEqual([]);
  expect([...neverOne.keys()].filter((text) => !english.includes(text))).toEqual([]);
});

it('a missing singular is found', () => {
  expect(withoutSingular(['{0} findings are hidden'])).toEqual(['{0} findings are hidden']);
  expect(withoutSingular(['{0} findings are hidden', '1 finding is hidden'])).toEqual([]);
});
