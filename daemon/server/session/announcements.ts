/** Changes within this time become one message to the window. */
const burstMs = 60;
/** A change that a person made in the editor does not wait longer if nothing was sent for a while. */
const firstMs = 10;
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
  /** The next message. `dueAt`: `performance.now`, in ms; absent once it only waits for the window. */
  let next: { readonly timer: NodeJS.Timeout; dueAt?: number | undefined } | undefined;
  let lastCostMs = 0;
  let lastEnd = -Infinity;

  async function sendNow(): Promise<void> {
    if (next) next.dueAt = undefined;
    await flushed();
    next = undefined;
    if (closed.aborted) return;
    const started = performance.now();
    await send();
    lastEnd = performance.now();
    lastCostMs = lastEnd - started;
  }

  /** Sends after this delay, and after this rest since the last message; earlier if that was requested before. */
  function sendAfter(delayMs: number, restMs: number): void {
    if (!isWindow()) return;
    const now = performance.now();
    const dueAt = Math.max(now + delayMs, lastEnd + restMs);
    if (next && (next.dueAt === undefined || next.dueAt <= dueAt)) return;
    clearTimeout(next?.timer);
    next = { timer: setTimeout(() => void sendNow(), dueAt - now), dueAt };
  }

  const longRestMs = () => Math.max(burstMs, lastCostMs * restTimes);

  return {
    /** Call it after each change: sends soon. */
    soon: () => sendAfter(burstMs, longRestMs()),
    /** Call it after a text in the editor changed: sends at once after a rest. */
    typed: () => sendAfter(firstMs, longRestMs()),
    /** Call it after the links of templates changed. A person saved one and waits: rests only as long as the last message took. */
    saved: () => sendAfter(firstMs, lastCostMs),
    end: () => clearTimeout(next?.timer),
  };
}
