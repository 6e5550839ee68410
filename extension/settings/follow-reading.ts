import { type CancellationToken, commands, l10n, ProgressLocation, window } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { remedyOf } from '../status/problems/remedies.ts';
import { joinSentences } from '../tools/join-sentences.ts';
import { numberOf } from '../tools/numbers.ts';
import { plainMessage } from '../tools/plain-message.ts';

/** A changed setting starts a sync run at once. If none starts within this time, nothing changed. */
const startTimeoutMs = 5_000;

/**
 * Like `followReading`, for a choice without which nothing is read if no team is chosen: then choosing one is the next
 * step.
 */
export async function followOrChooseTeam(
  model: Model,
  choice: string,
  about: 'findings' | 'tickets' = 'findings',
): Promise<void> {
  if (model.status?.team !== undefined) return followReading(model, choice, about);
  const chooseTeam = l10n.t('Choose Team…');
  const next = l10n.t('{0} Next: choose your team.', choice);
  if ((await window.showInformationMessage(plainMessage(next), chooseTeam)) === chooseTeam)
    await commands.executeCommand('guardrail.chooseTeam');
}

/**
 * Shows what a choice of the user changed: the choice at once, then that it is read, then what was read or what prevents
 * that.
 * @param choice A sentence: what is chosen now. @param about The part of the team's data that the choice is about.
 */
export async function followReading(
  model: Model,
  choice: string,
  about: 'findings' | 'tickets' = 'findings',
): Promise<void> {
  const wasRead = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: plainMessage(l10n.t('{0} Reading …', choice)),
      cancellable: true,
    },
    (_, cancellation) => nextRun(model, cancellation),
  );
  const { status } = model;
  if (!wasRead || !status) return;
  const [worst] = status.problems.filter(({ code }) => code.startsWith('jira-') === (about === 'tickets'));
  if (worst) {
    const remedy = remedyOf(worst.code);
    const buttons = remedy ? [remedy.title] : [];
    const chosen = await window.showWarningMessage(
      plainMessage(joinSentences(choice, worst.text)),
      ...buttons,
    );
    if (remedy && chosen === remedy.title) await commands.executeCommand(remedy.command);
    return;
  }
  void window.showInformationMessage(plainMessage(await readSentence(model, choice, about)));
}

async function readSentence(model: Model, choice: string, about: 'findings' | 'tickets'): Promise<string> {
  const { total } = await model.search(about === 'tickets' ? 'ticket' : 'waiting');
  if (about === 'tickets')
    return total === 1
      ? l10n.t('{0} Read: 1 ticket.', choice)
      : l10n.t('{0} Read: {1} tickets.', choice, numberOf(total));
  return total === 1
    ? l10n.t('{0} Read: 1 open finding.', choice)
    : l10n.t('{0} Read: {1} open findings.', choice, numberOf(total));
}

/** Resolves to whether a sync run began and ended; to `false` if none began, or the user does not wait. */
function nextRun(model: Model, cancellation: CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    let began = model.status?.syncing === true;
    const before = model.status?.lastSync;
    const end = (ended: boolean) => {
      clearTimeout(timer);
      changes.dispose();
      cancelled.dispose();
      resolve(ended);
    };
    const changes = model.onChanged(() => {
      if (model.connection !== 'connected') return end(false);
      if (model.status?.syncing) began = true;
      else if (began || model.status?.lastSync !== before) end(true);
    });
    const cancelled = cancellation.onCancellationRequested(() => end(false));
    const timer = setTimeout(() => {
      if (!began) end(false);
    }, startTimeoutMs);
  });
}
