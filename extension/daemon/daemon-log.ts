import { LogLevel, type LogOutputChannel } from 'vscode';
import { type DaemonLogLine, logLevelChanged, logWritten } from '#protocol/log.ts';
import type { Disposable } from '../tools/disposables.ts';
import type { Connected } from './connected.ts';
import type { DaemonConnection } from './connection.ts';
import { logText } from './log-text.ts';

/** Shows the daemon's log in the window's output channel, at the level that the user chose for the channel. */
export function followDaemonLog(connection: DaemonConnection, log: LogOutputChannel): Disposable {
  const lines = connection.onNotification(logWritten, (written) => {
    for (const line of written.lines) writeLine(log, line);
  });
  const connected = connection.onChanged((daemon) => daemon && reportLevel(daemon, log));
  return {
    dispose() {
      lines.dispose();
      connected.dispose();
    },
  };
}

function reportLevel(daemon: Connected, log: LogOutputChannel): void {
  const report = () => daemon.notify(logLevelChanged, { level: levelOf(log.logLevel) });
  daemon.lifetime.add(log.onDidChangeLogLevel(report));
  report();
}

/** Writes a line at its own level. */
export function writeLine(log: LogOutputChannel, line: DaemonLogLine): void {
  log[line.level](logText(line, new Date()));
}

function levelOf(level: LogLevel) {
  switch (level) {
    case LogLevel.Off:
      return 'off' as const;
    case LogLevel.Trace:
    case LogLevel.Debug:
      return 'debug' as const;
    case LogLevel.Warning:
      return 'warn' as const;
    case LogLevel.Error:
      return 'error' as const;
    default:
      return 'info' as const;
  }
}
