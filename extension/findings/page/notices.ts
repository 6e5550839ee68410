import { l10n } from 'vscode';
import { type FindingView, isReviewable } from '#protocol/findings.ts';
import { joinSentences } from '#protocol/sentences.ts';
import type { ConnectionState, Model } from '../../daemon/model.ts';

/** Returns the notice above a page's facts: that they may be old, that the finding is resolved. */
export function noticeOf(
  { ticket, resolvedAt }: FindingView,
  { known, connection }: { known: boolean; connection: ConnectionState },
): string | undefined {
  const lines = [
    connection === 'connected'
      ? undefined
      : l10n.t('The daemon is not connected. What you see may be out of date.'),
    known ? undefined : l10n.t('This finding is no longer in the list. What you see may be out of date.'),
    resolvedAt === undefined ? undefined : l10n.t('Resolved: AWS no longer reports it.'),
    resolvedAt !== undefined && ticket && isReviewable(ticket)
      ? l10n.t('Its ticket is still open. Move it to review below.')
      : undefined,
  ].filter((line) => line !== undefined);
  return lines.length > 0 ? joinSentences(lines) : undefined;
}

/** Says why a restored page shows no finding. */
export function absentNotice(
  model: Pick<Model, 'connection' | 'status' | 'hasAnswered'>,
  key: string,
): string {
  const { connection, status } = model;
  if (connection === 'offline')
    return l10n.t(
      'The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon" to show this page.',
    );
  if (!model.hasAnswered(key) || status?.syncing || status?.lastSync === undefined)
    return l10n.t('Waiting for the Guardrail daemon …');
  return l10n.t(
    'This finding is no longer in the list. It may be resolved with its ticket done, or it may belong to another team.',
  );
}
