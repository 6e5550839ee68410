import type { Memento } from 'vscode';

const lookKey = 'guardrail.lastLook';
/** While the user looks at the list, the time is written at most this often: a window may be closed at any time. */
const writeMs = 60_000;

/**
 * When the user last looked at the findings: what began to fail since then is new. A look shows what AWS had at the last sync run, so
 * what began to fail between that and the look is new as well.
 */
export class LastLook {
  private readonly memento: Memento;
  private writtenAt = 0;
  /** ISO 8601; `undefined` if the user has never looked: then nothing is new. */
  since: string | undefined;

  constructor(memento: Memento) {
    this.memento = memento;
    this.since = readMoment(memento.get(lookKey));
  }

  /**
   * Call it while the list is visible: what is new now stays new until the user looks away.
   * @param lastSync When AWS was last read, ISO 8601. Absent: the list has shown nothing yet.
   */
  looking(now: Date, lastSync: string | undefined): void {
    if (now.getTime() - this.writtenAt >= writeMs) this.write(now, lastSync);
  }

  /** Call it when the list was visible and no longer is. Later findings are new. @param lastSync As of `looking`. */
  lookedAway(now: Date, lastSync: string | undefined): void {
    this.since = this.write(now, lastSync) ?? this.since;
  }

  private write(now: Date, lastSync: string | undefined): string | undefined {
    const read = readMoment(lastSync);
    if (read === undefined) return undefined;
    const seen = read < now.toISOString() ? read : now.toISOString();
    this.writtenAt = now.getTime();
    void this.memento.update(lookKey, seen);
    return seen;
  }
}

/** Returns a kept moment; `undefined` for anything else: the daemon refuses a list that is asked for with it. */
function readMoment(kept: unknown): string | undefined {
  if (typeof kept !== 'string') return undefined;
  const at = new Date(kept);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
