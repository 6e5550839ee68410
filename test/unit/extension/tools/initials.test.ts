import { expect, it } from 'vitest';
import { initialsOf } from '../../../../extension/tools/initials.ts';

it.each([
  ['Aiko Mori', 'AM'],
  ['Jean-Luc van der Berg', 'JB'],
  ['aiko.mori@example.com', 'AM'],
  ['admin', 'A'],
  ['山田 太郎', '山田'],
  ['佐藤健', '佐藤'],
  ['Émile Zola', 'ÉZ'],
  ['<b>Eve</b> (Contractor)', 'BC'],
  ['𝒜lan Turing', '𝒜T'],
  ['...', ''],
])('the initials of %s are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
