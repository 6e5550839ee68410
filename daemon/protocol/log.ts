import { notification, windowNotification } from './message.ts';
import { choice, object } from './schema.ts';

/** The levels of the daemon's log, from the most detailed one. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type DaemonLogLevel = (typeof logLevels)[number];

/** A line of the daemon's log. Secrets are masked. */
export interface DaemonLogLine {
  /** ISO 8601. */
  readonly at: string;
  readonly level: DaemonLogLevel;
  /** The part of the daemon that writes it: `sync`, `client` … */
  readonly area: string;
  /** A short English sentence without its period. */
  readonly event: string;
  /** Facts, by name: numbers, texts, and errors with their name, message and stack. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The level of the window's output channel, after the handshake and at each change. First come the last lines of the log. */
export const logLevelChanged = notification({
  method: 'guardrail/log/level',
  sender: 'window',
  params: object({ level: choice([...logLevels, 'off']) }),
});

/** Lines of the daemon's log at the window's level, in their order. */
export const logWritten = windowNotification<{ readonly lines: readonly DaemonLogLine[] }>(
  'guardrail/log/written',
);
