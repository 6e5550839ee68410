import { l10n } from 'vscode';
import type { DivergenceView } from '#protocol/divergence.ts';
import type { RowDivergence } from '#protocol/finding-list.ts';
import type { ListState } from '#protocol/list-state.ts';
import { numberOf } from '../tools/numbers.ts';

/** Says in a few words how a finding and its ticket disagree. */
export function divergenceLabel({ code, tickets = [] }: RowDivergence): string {
  switch (code) {
    case 'resolved-open':
      return l10n.t('resolved, ticket open');
    case 'reopened':
      return l10n.t('reopened');
    case 'done-failing':
      return l10n.t('done, still failing');
    case 'duplicate':
      return l10n.t('{0} open tickets', numberOf(tickets.length));
    case 'without-ticket':
      return l10n.t('no ticket');
    case 'without-finding':
      return l10n.t('no finding');
  }
}

/** Returns the labels of a row, without those that its group already says. */
export function divergenceLabels(
  divergences: readonly RowDivergence[] | undefined,
  group: ListState | undefined,
): string[] {
  const said: Readonly<Record<string, ListState>> = {
    'resolved-open': 'resolved',
    reopened: 'reopened',
    'done-failing': 'done-failing',
    'without-ticket': 'none',
  };
  return (divergences ?? [])
    .filter(({ code }) => said[code] !== group || group === undefined)
    .map(divergenceLabel);
}

/** Returns what differs and the suggested next step, as lines of plain text. */
export function divergenceLines(divergences: readonly DivergenceView[] | undefined): string[] {
  return (divergences ?? []).flatMap(({ text, next }) => [text, nextLabel(next)]);
}

export function nextLabel(step: string): string {
  return l10n.t('Next: {0}', step);
}

/** Says what the findings of a group have in common and what to do; `undefined` if its name says it. */
export function groupHelp(state: ListState): string | undefined {
  switch (state) {
    case 'resolved':
      return l10n.t('AWS no longer reports these findings, and their tickets are open. Move them to review.');
    case 'reopened':
      return l10n.t(
        'These findings were resolved and fail again, or their tickets were done and are open again.',
      );
    case 'done-failing':
      return l10n.t(
        'The tickets of these findings are done, AWS still reports the findings, and no label says that this is intended.',
      );
    case 'done':
      return l10n.t('These findings are intended: their tickets are done, and AWS still reports them.');
    default:
      return undefined;
  }
}
