/** Changes within this time become one message to the window. */
const burstMs = 60;
/** The changes of a large team take long to compute: the next message waits this many times as long. */
const restTimes = 4;

export interface AnnouncementsOptions {
  readonly isWindow: () => boolean;
  /** Resolves once the client has read everything that was sent. */
  readonly flushed: () => Promise<void>;
  readonly closed: AbortSignal;
  /** Sends the differences. */
  readonly send: () => Promise<void>;
}

/** Sends changes to a window: a burst of changes, and those that come while the window does not read, become one message. */
export function createAnnouncements({ isWindow, flushed, closed, send }: AnnouncementsOptions) {
  let timer: NodeJS.Timeout | undefined;
  let lastCostMs = 0;

  async function sendNow(): Promise<void> {
    await flushed();
    timer = undefined;
    if (closed.aborted) return;
    const started = performance.now();
    await send();
    lastCostMs = performance.now() - started;
  }

  return {
    /** Call it after each change: sends soon. */
    soon(): void {
      if (!isWindow() || timer) return;
      timer = setTimeout(() => void sendNow(), Math.max(burstMs, lastCostMs * restTimes));
    },
    end: () => clearTimeout(timer),
  };
}
