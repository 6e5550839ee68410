import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { createSecrets, type Secrets } from './secrets.ts';

export type Level = 'info' | 'warn' | 'error';

/** Structured log: one JSON object per line. Hidden secrets never appear in it. */
export interface Log extends Secrets {
  (level: Level, event: string, fields?: Readonly<Record<string, unknown>>): void;
}

const rotateAtBytes = 5 * 1024 * 1024;

/**
 * Appends to `file`. At 5 MB the old content moves to `file.1`. Never throws: a full disk must not end the
 * daemon.
 */
export function openLog(file: string): Log {
  return createLog((line) => {
    try {
      // The user looks here if the daemon fails before it has created its folder.
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // There is no other place to report it.
    }
  });
}

export function createLog(write: (line: string) => void): Log {
  const secrets = createSecrets();
  const log = (level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }, plainErrors);
    write(`${secrets.mask(line)}\n`);
  };
  return Object.assign(log, secrets);
}

/**
 * Writes the name, message and stack of an error instead of `{}`. Does not spread SDK errors, because they
 * contain requests. A stack begins with the message from the moment when the error was created, so only its
 * frames are written.
 */
function plainErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return {
    name: value.name,
    message: value.message,
    stack: value.stack
      ?.split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .slice(0, 5)
      .join(' | '),
  };
}
