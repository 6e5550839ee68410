import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentHash } from '../../../daemon/templates/content-hash.ts';

const text = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket';

it('is SHA-256 of the text', () => {
  expect(contentHash(text)).toBe(createHash('sha256').update(text).digest('hex'));
});

it.each([
  ['CRLF', text.replaceAll('\n', '\r\n')],
  ['lone CR', text.replaceAll('\n', '\r')],
  ['a byte order mark', `\uFEFF${text}`],
  ['white space at the end', `${text} \n\t\r\n`],
])('is the same with %s', (_, other) => {
  expect(contentHash(other)).toBe(contentHash(text));
});

it.each([
  ['white space at the start', `\n${text}`],
  ['white space inside', text.replace(':\n', ': \n')],
  ['another letter', text.replace('Logs', 'Data')],
])('differs with %s', (_, other) => {
  expect(contentHash(other)).not.toBe(contentHash(text));
});
