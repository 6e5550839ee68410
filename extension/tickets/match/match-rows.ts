import { l10n, type QuickPickItem, ThemeIcon } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';

export type MatchVerdict = 'confirmed' | 'rejected' | 'forget';

/** An answer to "is this the ticket of this finding?". */
export interface MatchRow extends QuickPickItem {
  readonly finding: string;
  readonly verdict: MatchVerdict;
}

/** Returns the possible answers about a ticket, two for each finding that it probably tracks. */
export function matchRows(ticket: TicketView, findings: ReadonlyMap<string, FindingView>): MatchRow[] {
  const keys = ticket.findings ?? (ticket.finding === undefined ? [] : [ticket.finding]);
  return keys.flatMap((finding): MatchRow[] => {
    const known = findings.get(finding);
    const name = known ? `${known.resource.name ?? known.resource.id} · ${known.title}` : finding;
    const row = (label: string, verdict: MatchVerdict): MatchRow => ({
      ...{ label, description: name, iconPath: new ThemeIcon(icons[verdict]), finding, verdict },
      ...(known && { detail: `${known.account} · ${known.region}` }),
    });
    const rejects = row(l10n.t('It does not track this finding'), 'rejected');
    return ticket.match === 'confirmed'
      ? [row(l10n.t('Take the confirmation back'), 'forget'), rejects]
      : [row(l10n.t('It tracks this finding'), 'confirmed'), rejects];
  });
}

const icons: Readonly<Record<MatchVerdict, string>> = {
  confirmed: 'check',
  rejected: 'close',
  forget: 'discard',
};
