import type { Memento } from 'vscode';

const lookKey = 'guardrail.lastLook';
/** While the user looks at the list, the time is written at most this often: a window may be closed at any time. */
const writeMs = 60_000;

/** When the user last looked at the findings: what AWS has found since then is new. */
export class LastLook {
  private readonly memento: Memento;
  private writtenAt = 0;
  /** ISO 8601; `undefined` if the user has never looked: then nothing is new. */
  since: string | undefined;

  constructor(memento: Memento) {
    this.memento = memento;
    this.since = readMoment(memento.get(lookKey));
  }

  /** Call it while the list is visible: what is new now stays new until the user looks away. */
  looking(now: Date): void {
    if (now.getTime() - this.writtenAt < writeMs) return;
    this.write(now);
  }

  /** Call it when the list was visible and no longer is. Later findings are new. */
  lookedAway(now: Date): void {
    this.write(now);
    this.since = now.toISOString();
  }

  private write(now: Date): void {
    this.writtenAt = now.getTime();
    void this.memento.update(lookKey, now.toISOString());
  }
}

/** Returns a kept moment; `undefined` for anything else: the daemon refuses a list that is asked for with it. */
function readMoment(kept: unknown): string | undefined {
  if (typeof kept !== 'string') return undefined;
  const at = new Date(kept);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
