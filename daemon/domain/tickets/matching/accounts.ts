import { accountPhrases } from './recognised-names.ts';

/** Twelve digits that are not a part of a word or longer number. */
const plain = /(?<![A-Za-z0-9_.+@-])\d{12}(?![A-Za-z0-9_-]|[.+@][A-Za-z0-9])/g;
/** Three groups of four digits, and no fourth. */
const grouped = /(?<![A-Za-z0-9_.+@-]|\d )\d{4}([- ])\d{4}\1\d{4}(?![A-Za-z0-9_-]| \d|[.+@][A-Za-z0-9])/g;

/** A number after a word for an account. A spreadsheet or a JSON number loses the zeros at its start. */
const { noun, suffix } = accountPhrases;
const labelled = new RegExp(
  `(?:${noun})[ _-]?(?:${suffix})?["'*_]{0,3} ?[:=|] ?["'*_]{0,3}(\\d{9,11})(?![0-9A-Za-z-])`,
  'gi',
);

/**
 * Returns the AWS accounts that a text names, 12 digits each: `111122223333`, `1111-2222-3333`, `1111 2222 3333`, with the
 * zeros that a number lost after `account:`.
 * @param text In the form of `foldText`.
 */
export function accountsIn(text: string): Set<string> {
  const accounts = new Set<string>(text.match(plain));
  for (const found of text.match(grouped) ?? []) accounts.add(found.replace(/[ -]/g, ''));
  for (const [, digits = ''] of text.matchAll(labelled)) accounts.add(digits.padStart(12, '0'));
  return accounts;
}
