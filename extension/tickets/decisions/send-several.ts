import { l10n, ProgressLocation, window } from 'vscode';
import type { UndoResult } from '#protocol/outbox.ts';
import type { CourseKind, EditKind } from '#protocol/pending-review.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { numberOf } from '../../tools/numbers.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import type { ReviewSubject } from '../review/reviewable.ts';
import { actTitle } from './labels.ts';
import { reportEnds } from './report.ts';
import { type Sent, sendEach } from './send-each.ts';

const maxParallelCalls = 3;

/** Sends an action for several tickets with a progress that can be cancelled, and reports a result for each. */
export async function sendSeveral(
  kind: CourseKind | EditKind | 'undo',
  subjects: readonly ReviewSubject[],
  send: (subject: ReviewSubject) => PromiseLike<UndoResult>,
  doneLabel?: (ticket: TicketView) => string,
): Promise<readonly Sent<ReviewSubject>[]> {
  const ends = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: plainMessage(actTitle(kind, subjects.length)),
      cancellable: true,
    },
    (progress, cancellation) =>
      sendEach(subjects, {
        limit: maxParallelCalls,
        isCancelled: () => cancellation.isCancellationRequested,
        send,
        onProgress: (sent) =>
          progress.report({
            increment: 100 / subjects.length,
            message: plainMessage(l10n.t('{0} of {1}', numberOf(sent), numberOf(subjects.length))),
          }),
      }),
  );
  void reportEnds(kind, ends, doneLabel);
  return ends;
}
