import { l10n } from 'vscode';
import type { OfferedChanges } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { offersChanges, readChanges, summaryOf } from '../../tickets/review/attach-changes.ts';

/** The changes of the template for the review form of one page: read once for each state of its ticket, and when the user asks. */
export class ChangesLoader {
  private readonly connection: DaemonConnection;
  private readonly onChanged: () => void;
  private of = '';
  private offered: OfferedChanges | undefined;

  constructor(connection: DaemonConnection, onChanged: () => void) {
    this.connection = connection;
    this.onChanged = onChanged;
  }

  /** Returns the changes as they were read last; `undefined` until then, and if the user's setting does not offer them. */
  offer(ticket: string, status: string): OfferedChanges | undefined {
    if (!offersChanges()) return undefined;
    const of = JSON.stringify([ticket, status]);
    if (of !== this.of) {
      this.of = of;
      this.offered = undefined;
      void this.read(ticket);
    }
    return this.offered;
  }

  /** Reads the changes again if they are offered again, for example after the ticket was sent back. */
  forget(): void {
    this.of = '';
    this.offered = undefined;
  }

  /** Reads the changes again, as the files are now. */
  async read(ticket: string): Promise<void> {
    const { of } = this;
    const offered = await readChanges(this.connection, ticket).then(
      (read): OfferedChanges =>
        read.patch
          ? {
              id: read.patch.id,
              label: l10n.t('Attach the changes of {0} to the comment', read.patch.file),
              summary: summaryOf(read.patch),
              text: read.patch.text,
            }
          : { note: read.problem },
      (error): OfferedChanges => ({ note: error instanceof Error ? error.message : String(error) }),
    );
    if (of !== this.of) return;
    this.offered = offered;
    this.onChanged();
  }
}
