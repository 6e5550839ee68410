import { createHash } from 'node:crypto';

/** Invented, and always the same for the same parts. */
export function stableId(length: number, ...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, length);
}

/** As AWS's request ids and stack ids have it. */
export function stableUuid(...parts: readonly string[]): string {
  return stableId(32, ...parts).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
