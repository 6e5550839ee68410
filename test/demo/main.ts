/** `npm run demo`: the demo in the terminal. With `--editor`: the same organization in an editor. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const words = process.argv.slice(2);
if (words.includes('--editor')) {
  await import('./editor.ts');
} else {
  const program = path.resolve(import.meta.dirname, '../../dist/guardrail.cjs');
  const child = spawn(process.execPath, [program, 'demo', ...words], { stdio: 'inherit' });
  // Ctrl+C reaches the child, too, so this process waits for its end.
  process.on('SIGINT', () => {});
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}
