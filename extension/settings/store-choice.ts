import { commands, l10n, window } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { gapsSentence } from '../status/problems/gaps-sentence.ts';
import { type Remedy, remedies, remedyOf } from '../status/problems/remedies.ts';
import { joinSentences } from '../tools/join-sentences.ts';
import { withCancellableProgress } from '../tools/late-progress.ts';
import { numberOf } from '../tools/numbers.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { NextRun, type RunOutcome } from './next-run.ts';

/** A choice of the user's that decides what is read. */
export interface Choice {
  /** Says what is chosen now. */
  readonly sentence: string;
  /** The part of the team's data that it is about. */
  readonly about: 'findings' | 'tickets';
  store(): PromiseLike<unknown>;
}

/**
 * Stores a choice without which nothing is read if no team is chosen: then choosing one is the next step. Otherwise shows what it
 * changed.
 */
export async function storeOrChooseTeam(model: Model, choice: Choice): Promise<void> {
  if (model.status?.team !== undefined) return storeChoice(model, choice);
  await choice.store();
  const chooseTeam = l10n.t('Choose Team…');
  const next = l10n.t('{0} Next: choose your team.', choice.sentence);
  if ((await window.showInformationMessage(plainMessage(next), chooseTeam)) === chooseTeam)
    await commands.executeCommand('guardrail.chooseTeam');
}

/**
 * Stores a choice and shows what it changed: that it is read, if that takes a while, then what was read or what prevents that. If
 * nothing is read for it, the choice alone.
 */
export async function storeChoice(model: Model, choice: Choice): Promise<void> {
  const outcome = await storeAndWait(model, choice);
  if (outcome === 'none') void window.showInformationMessage(plainMessage(choice.sentence));
  if (outcome === 'read') await showRead(model, choice);
}

/** Ends with the run: a message of its result may stay on the screen for hours. */
async function storeAndWait(model: Model, choice: Choice): Promise<RunOutcome> {
  const run = new NextRun(model);
  try {
    await choice.store();
    return await withCancellableProgress(l10n.t('{0} Reading …', choice.sentence), (cancellation) =>
      run.ended(cancellation),
    );
  } finally {
    run.dispose();
  }
}

async function showRead(model: Model, choice: Choice): Promise<void> {
  const { sentence, about } = choice;
  const { problems = [], failed = [] } = model.status ?? {};
  const [worst] = problems.filter(({ code }) => !isOfOther(code, about));
  const unread = failed.filter(({ source }) => (source === 'tickets') === (about === 'tickets')).length;
  if (worst) return warn(joinSentences(sentence, worst.text), remedyOf(worst.code));
  // The number of known tickets would be an old one.
  if (unread > 0 && about === 'tickets')
    return warn(joinSentences(sentence, gapsSentence(0)), remedies.coverage());
  const read = await readSentence(model, choice);
  if (unread > 0) return warn(joinSentences(read, gapsSentence(unread)), remedies.coverage());
  void window.showInformationMessage(plainMessage(read));
}

/** Returns whether a problem is one of AWS alone, or of Jira alone, and the choice is about the other. */
function isOfOther(code: string, about: Choice['about']): boolean {
  return about === 'tickets' ? /^(aws|aggregator|organization|team)-/.test(code) : code.startsWith('jira-');
}

async function warn(message: string, remedy: Remedy | undefined): Promise<void> {
  const buttons = remedy ? [remedy.title] : [];
  const pressed = await window.showWarningMessage(plainMessage(message), ...buttons);
  if (remedy && pressed === remedy.title) await commands.executeCommand(remedy.command);
}

async function readSentence(model: Model, { sentence, about }: Choice): Promise<string> {
  const { total } = await model.search(about === 'tickets' ? 'ticket' : 'waiting');
  if (about === 'tickets')
    return total === 1
      ? l10n.t('{0} Read: 1 ticket.', sentence)
      : l10n.t('{0} Read: {1} tickets.', sentence, numberOf(total));
  return total === 1
    ? l10n.t('{0} Read: 1 open finding.', sentence)
    : l10n.t('{0} Read: {1} open findings.', sentence, numberOf(total));
}
