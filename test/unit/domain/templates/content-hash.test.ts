import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentHash, deployedHash } from '../../../../daemon/domain/templates/content-hash.ts';

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

describe('the hash of a deployed template', () => {
  it('is the same for the text that AWS returns', () => {
    expect(deployedHash('# 支払い – Cafés 🎉\nA: b?\r\n')).toBe(deployedHash('# ??? ? Caf?s ??\nA: b?'));
    expect(deployedHash(`\uFEFF${text}`)).toBe(deployedHash(text));
  });

  it('differs with another letter', () => {
    expect(deployedHash('# 支払い a')).not.toBe(deployedHash('# 支払い b'));
  });
});
