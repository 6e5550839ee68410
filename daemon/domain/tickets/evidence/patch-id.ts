import { createHash } from 'node:crypto';
import type { TemplatePatch } from './template-patch.ts';

/** Returns the id of what a user sees of the changes: a SHA-256 in hexadecimal digits. */
export function patchId({
  file,
  base,
  text,
  added,
  removed,
  hidden,
  isCut,
}: Omit<TemplatePatch, 'lines'>): string {
  return createHash('sha256')
    .update(JSON.stringify([file, base, text, added, removed, hidden, isCut]))
    .digest('hex');
}
