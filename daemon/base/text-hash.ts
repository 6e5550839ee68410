import { createHash } from 'node:crypto';

/** Returns a short hash, to recognize a text without keeping it. 120 bits: no two texts of one program have the same. */
export function textHash(text: string): string {
  return createHash('sha1').update(text).digest('base64').slice(0, 20);
}
