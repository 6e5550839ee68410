import { listLastSeen } from '#protocol/findings.ts';
import type { DaemonConnection } from './connection.ts';

/** When findings were last seen to fail. Every sync run changes that for all of them, so only what is shown is asked for. */
export class LastSeen {
  private readonly connection: Pick<DaemonConnection, 'request'>;
  private readonly onKnown: () => void;
  private readonly known = new Map<string, { at?: string; moment: string }>();

  constructor(connection: Pick<DaemonConnection, 'request'>, onKnown: () => void) {
    this.connection = connection;
    this.onKnown = onKnown;
  }

  /**
   * As last heard, ISO 8601; asks again if that was at another moment, and calls back if the answer differs.
   * @param moment Names what the daemon has read so far.
   */
  of(key: string, moment: string): string | undefined {
    const known = this.known.get(key);
    if (known?.moment !== moment) {
      this.known.set(key, { ...known, moment });
      void this.ask(key, moment);
    }
    return known?.at;
  }

  private async ask(finding: string, moment: string): Promise<void> {
    const before = this.known.get(finding)?.at;
    // Not connected: the page says so itself, and asks again when the daemon reports its status.
    const answer = await this.connection.request(listLastSeen, { finding }).catch(() => undefined);
    if (!answer) this.known.delete(finding);
    const at = answer?.lastSeen[finding];
    if (at === undefined || at === before) return;
    this.known.set(finding, { at, moment });
    this.onKnown();
  }
}
