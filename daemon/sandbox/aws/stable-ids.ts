import { createHash } from 'node:crypto';

/** Returns an invented id that is always the same for the same parts. */
export function stableId(length: number, ...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, length);
}
