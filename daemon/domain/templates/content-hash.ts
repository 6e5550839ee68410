import { createHash } from 'node:crypto';

const lost = /(?:\P{ASCII}|\?)+/gu;

/**
 * The same over what `GetTemplate` answers of a text: `?` stands there for every character beyond ASCII
 * (aws-cloudformation/cloudformation-coverage-roadmap, issue 814), so runs of them and of question marks count as one.
 */
export function deployedHash(text: string): string {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return contentHash(text.slice(start).replace(lost, '?'));
}

/**
 * SHA-256, in hex, over a template's text as CloudFormation and an editor both keep it: lines end with LF, without byte
 * order mark and without white space at the end.
 */
export function contentHash(text: string): string {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return createHash('sha256').update(plain.slice(start).trimEnd()).digest('hex');
}
