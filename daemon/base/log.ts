import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export type Level = 'info' | 'warn' | 'error';

/** Structured log: one JSON object a line. Values that were `hide`d never appear in it. */
export interface Log {
  (level: Level, event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** From now on this secret is written as `•••` wherever it turns up, also inside longer strings. */
  hide(secret: string | undefined): void;
}

const rotateAtBytes = 5 * 1024 * 1024;

/** Appends to `file`; at 5 MB the old content moves to `file.1`. Never throws: a full disk must not end the daemon. */
export function openLog(file: string): Log {
  return createLog((line) => {
    try {
      // What fails before the daemon has made its folder is what a person will look for here.
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // Nowhere left to say it.
    }
  });
}

export function createLog(write: (line: string) => void): Log {
  const secrets = new Set<string>();
  const log = (level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    let line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }, plainErrors);
    // The longest first: one may stand inside another.
    for (const secret of [...secrets].sort((a, b) => b.length - a.length))
      line = line.replaceAll(JSON.stringify(secret).slice(1, -1), '•••');
    write(`${line}\n`);
  };
  return Object.assign(log, {
    hide(secret: string | undefined) {
      // Very short strings would blank out ordinary words.
      if (secret !== undefined && secret.length >= 6) secrets.add(secret);
    },
  });
}

/** Errors say their name, message and stack, not `{}`; SDK errors carry requests and are not spread. */
function plainErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return {
    name: value.name,
    message: value.message,
    stack: value.stack?.split('\n').slice(1, 6).join(' | '),
  };
}
