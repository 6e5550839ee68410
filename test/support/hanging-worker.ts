/** The worker that reads templates, but that reading a text with the word `hang` never ends, and with `crash` ends it. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const read = fs.readFileSync;
fs.readFileSync = ((...given: Parameters<typeof read>) => {
  const text = read(...given);
  if (typeof text === 'string' && text.startsWith('# crash')) process.exit(3);
  while (typeof text === 'string' && text.startsWith('# hang'));
  return text;
}) as typeof read;
syncBuiltinESMExports();
await import('../../daemon/workspace/worker/worker.ts');
