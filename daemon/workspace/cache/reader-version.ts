import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Returns a hash of the program that reads templates. A cached reading depends on the program and on the
 * text. Unlike a number, a hash cannot be forgotten when the program changes.
 */
export function readerVersion(): string {
  const hash = createHash('sha256');
  for (const file of programFiles()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** Returns the bundle, or the sources if Node runs them directly. */
function programFiles(): string[] {
  if (import.meta.filename.endsWith('.cjs')) return [import.meta.filename];
  const rooms = path.resolve(import.meta.dirname, '../..');
  return globSync('{workspace,domain/templates,domain/deployments}/**/*.ts', { cwd: rooms })
    .sort()
    .map((file) => path.join(rooms, file));
}
