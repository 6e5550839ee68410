import { type DaemonLogLine, logLevelChanged, logLevels, logWritten } from '#protocol/log.ts';
import type { Log } from '../../base/log.ts';
import type { Notify } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';

/** Lines within this time become one message. */
const burstMs = 50;

export interface LogInput {
  readonly follow: Log['follow'];
  readonly isWindow: () => boolean;
  readonly notify: Notify;
  readonly closed: AbortSignal;
}

/** Sends the daemon's log to a window, at the level of its output channel. */
export function answerLog(dispatch: Dispatch, { follow, isWindow, notify, closed }: LogInput): void {
  let level: (typeof logLevels)[number] | 'off' = 'off';
  let unfollow = () => {};
  let timer: NodeJS.Timeout | undefined;
  let waiting: DaemonLogLine[] = [];

  function take(line: DaemonLogLine): void {
    if (level === 'off' || logLevels.indexOf(line.level) < logLevels.indexOf(level)) return;
    waiting.push(line);
    timer ??= setTimeout(send, burstMs);
  }

  function send(): void {
    timer = undefined;
    const lines = waiting;
    waiting = [];
    notify(logWritten.method, { lines });
  }

  let isFollowing = false;
  dispatch.notification(logLevelChanged, (changed) => {
    if (closed.aborted || !isWindow()) return;
    level = changed.level;
    if (isFollowing || level === 'off') return;
    isFollowing = true;
    unfollow = follow(take);
  });
  closed.addEventListener(
    'abort',
    () => {
      unfollow();
      clearTimeout(timer);
    },
    { once: true },
  );
}
