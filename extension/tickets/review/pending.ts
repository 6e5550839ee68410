import { l10n } from 'vscode';
import type { PendingReview } from '#protocol/pending-review.ts';

/** Says what a review that Jira has not confirmed waits for. */
export function pendingLabel({ state, moved }: PendingReview): string {
  if (moved) return state === 'waiting' ? l10n.t('comment waits for Jira') : l10n.t('comment in conflict');
  return state === 'waiting' ? l10n.t('review waits for Jira') : l10n.t('review in conflict');
}

export function pendingIcon({ state }: PendingReview): string {
  return state === 'waiting' ? 'clock' : 'warning';
}
