import { listLastSeen } from '#protocol/findings.ts';
import type { DaemonConnection } from './connection.ts';

/**
 * When findings were last seen to fail. Every sync run changes that for all findings, so the window asks the daemon only
 * for those that it shows.
 */
export class LastSeen {
  private readonly connection: Pick<DaemonConnection, 'current'>;
  private readonly onKnown: () => void;
  private readonly known = new Map<string, { lastSeen?: string; version: string }>();

  constructor(connection: Pick<DaemonConnection, 'current'>, onKnown: () => void) {
    this.connection = connection;
    this.onKnown = onKnown;
  }

  /**
   * Returns the daemon's last answer, ISO 8601. Asks again if that was for another version, and calls back if the answer
   * differs.
   * @param key The finding's key.
   * @param version Differs after each sync run, and while one is in progress.
   */
  of(key: string, version: string): string | undefined {
    const known = this.known.get(key);
    if (known?.version !== version) {
      this.known.set(key, { ...known, version });
      void this.ask(key, version);
    }
    return known?.lastSeen;
  }

  private async ask(finding: string, version: string): Promise<void> {
    const before = this.known.get(finding)?.lastSeen;
    // Not connected: the page says so itself, and asks again when the daemon reports its status.
    const answer = await this.connection.current?.request(listLastSeen, { finding }).catch(() => undefined);
    if (!answer) this.known.delete(finding);
    const lastSeen = answer?.lastSeen[finding];
    if (lastSeen === undefined || lastSeen === before) return;
    this.known.set(finding, { lastSeen, version });
    this.onKnown();
  }
}
