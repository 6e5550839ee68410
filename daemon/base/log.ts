import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DaemonLogLevel, DaemonLogLine } from '#protocol/log.ts';
import { createSecrets, type Secrets } from './secrets.ts';

export type Level = DaemonLogLevel;

/** Structured log: one JSON object per line. Hidden secrets never appear in it. */
export interface Log extends Secrets {
  /** Details (`debug`) are not written to the file: only to those who follow the log. */
  (level: Level, event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Calls back with the last lines, and then with each line. Returns a function that stops this. */
  follow(listener: (line: DaemonLogLine) => void): () => void;
}

const rotateAtBytes = 5 * 1024 * 1024;
/** Lines that a new follower receives. */
const maxKeptLines = 100;
/** UTF-16 units of a line that followers receive. A longer one loses its fields. */
const maxFollowedCharacters = 4_000;

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
  const followers = new Set<(line: DaemonLogLine) => void>();
  const kept: DaemonLogLine[] = [];
  const log = (level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}) => {
    if (level === 'debug' && followers.size === 0) return;
    const at = new Date().toISOString();
    const line = secrets.mask(JSON.stringify({ at, level, event, ...fields }, plainErrors));
    const followed = followedLine(line, { at, level, event: secrets.mask(event) });
    if (level !== 'debug') {
      write(`${line}\n`);
      kept.push(followed);
      if (kept.length > maxKeptLines) kept.shift();
    }
    for (const follower of followers) follower(followed);
  };
  return Object.assign(log, {
    ...secrets,
    follow(listener: (line: DaemonLogLine) => void) {
      for (const line of kept) listener(line);
      const own = (line: DaemonLogLine) => listener(line);
      followers.add(own);
      return () => followers.delete(own);
    },
  });
}

/** Returns a log whose lines name the part of the daemon that writes them. */
export function logOfArea(log: Log, area: string): Log {
  return Object.assign(
    (level: Level, event: string, fields?: Readonly<Record<string, unknown>>) =>
      log(level, event, { area, ...fields }),
    { hide: log.hide, mask: log.mask, follow: log.follow },
  );
}

/** Returns a line, whose secrets are masked, for followers. */
function followedLine(line: string, head: Pick<DaemonLogLine, 'at' | 'level' | 'event'>): DaemonLogLine {
  const { at: _at, level: _level, event: _event, area, ...fields } = fieldsIn(line);
  return {
    ...head,
    area: typeof area === 'string' ? area : 'daemon',
    fields: line.length > maxFollowedCharacters ? {} : fields,
  };
}

/** A secret of digits may also be a part of a number, and the masked line is not JSON then. */
function fieldsIn(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
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
