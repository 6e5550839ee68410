import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a cached reading depends on, beside the text: the program that read it. Never forgotten, unlike a number. */
export function readerVersion(): string {
  const hash = createHash('sha256');
  for (const file of programFiles()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The bundle; sources that Node runs itself lie in rooms. */
function programFiles(): string[] {
  if (import.meta.filename.endsWith('.cjs')) return [import.meta.filename];
  const rooms = path.resolve(import.meta.dirname, '../..');
  return globSync('{workspace,domain/templates,domain/deployments}/**/*.ts', { cwd: rooms })
    .sort()
    .map((file) => path.join(rooms, file));
}
