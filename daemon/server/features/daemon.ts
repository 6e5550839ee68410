import { stopDaemon } from '#protocol/daemon.ts';
import { getStatus, type Status } from '#protocol/status.ts';
import type { Dispatch } from '../listen/dispatch.ts';

export interface DaemonInput {
  readonly status: () => Status;
  readonly stop: () => void;
}

/** Handles requests for the daemon's status and for its end. */
export function answerDaemon(dispatch: Dispatch, { status, stop }: DaemonInput): void {
  dispatch.request(getStatus, status);
  dispatch.request(stopDaemon, () => {
    // After the answer.
    setImmediate(stop);
    return {};
  });
}
