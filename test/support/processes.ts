import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ids of the living processes that were started with these variables and these words. Read from Linux's `/proc`;
 * elsewhere always empty, so that a leak goes unnoticed there, not a test red.
 */
export function processesWith(env: Readonly<Record<string, string>>, ...words: string[]): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const own = parts(pid, 'environ');
      const line = parts(pid, 'cmdline');
      const named = Object.entries(env).every(([name, value]) => own.includes(`${name}=${value}`));
      return named && words.every((word) => line.some((part) => part.endsWith(word)));
    })
    .map(Number);
}

function parts(pid: string, file: 'environ' | 'cmdline'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
  } catch {
    // Ended meanwhile, or another user's.
    return [];
  }
}
