import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns the ids of the running processes that were started with these variables and these words, from Linux's `/proc`. On
 * other systems the result is always empty: leaks are not noticed there, but tests do not fail.
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
    // The process has ended since then, or belongs to another user.
    return [];
  }
}
