/** The worker that reads templates, but it hangs on a file that begins with `# hang` and dies on one with `# crash`. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const read = fs.readSync;
fs.readSync = ((file: number, buffer: Buffer, ...rest: [number, number, number | null]) => {
  const count = read(file, buffer, ...rest);
  const start = buffer.toString('latin1', 0, 7);
  if (start === '# crash') process.exit(3);
  while (start.startsWith('# hang'));
  return count;
}) as typeof read;
syncBuiltinESMExports();
await import('../../daemon/workspace/worker/thread/main.ts');
