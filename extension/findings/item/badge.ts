import { l10n, type ViewBadge } from 'vscode';
import type { ListCounts } from '#protocol/finding-list.ts';
import { numberOf } from '../../tools/numbers.ts';

/**
 * Returns the badge of the findings: how many are overdue, or new since the user last looked. What merely waits is in the counts of
 * the groups: a badge that never goes away is not read. Returns `undefined` if nothing is.
 */
export function badgeOf({ overdue, fresh, urgent }: ListCounts): ViewBadge | undefined {
  if (urgent === 0) return undefined;
  const parts = [
    overdue === 1 && l10n.t('1 finding is overdue'),
    overdue > 1 && l10n.t('{0} findings are overdue', numberOf(overdue)),
    fresh === 1 && l10n.t('1 finding is new since you last looked'),
    fresh > 1 && l10n.t('{0} findings are new since you last looked', numberOf(fresh)),
  ];
  return { value: urgent, tooltip: parts.filter(Boolean).join(' · ') };
}
