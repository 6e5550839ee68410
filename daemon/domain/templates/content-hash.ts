import { createHash } from 'node:crypto';

const lost = /(?:\P{ASCII}|\?)+/gu;

/**
 * Returns the same hash for a template's text and for the text that `GetTemplate` returns for it.
 * `GetTemplate` replaces every character beyond ASCII by `?`
 * (aws-cloudformation/cloudformation-coverage-roadmap, issue 814), so runs of such characters and of question
 * marks count as one.
 */
export function deployedHash(text: string): string {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return contentHash(text.slice(start).replace(lost, '?'));
}

/**
 * Returns the SHA-256, in hex, of a template's text in the form that CloudFormation and an editor both keep:
 * lines end with LF, without byte order mark and without white space at the end.
 */
export function contentHash(text: string): string {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return createHash('sha256').update(plain.slice(start).trimEnd()).digest('hex');
}
