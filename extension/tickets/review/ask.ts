import { type Disposable, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { Outcome } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength } from '#protocol/review-reason.ts';
import type { ReviewTerms } from '../../../webview/finding/protocol.ts';
import { stateLabel } from '../../findings/labels.ts';
import { groupByState } from '../../findings/order.ts';
import { findingRow, inActiveFile } from '../../findings/rows.ts';
import { todayOf } from '../../tools/dates.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainPrompt } from '../../tools/plain-message.ts';
import { dueLabel } from '../due.ts';
import type { ReviewDrafts } from './drafts.ts';
import { lineShown, lineTyped } from './one-line.ts';
import type { ReviewSubject } from './reviewable.ts';
import { askTeam, askUntil } from './terms.ts';

type TicketRow = QuickPickItem & { readonly subject?: ReviewSubject };

/** Returns rows to choose from: first those of the active editor's file, then the others by state, then those without a finding. */
export function ticketRows(subjects: readonly ReviewSubject[]): TicketRow[] {
  const byFinding = Map.groupBy(subjects, ({ finding }) => finding?.key);
  const rowsOf = (keys: readonly string[]) => keys.flatMap((key) => byFinding.get(key) ?? []).map(rowOf);
  const findings = [...new Set(subjects.flatMap(({ finding }) => finding ?? []))];
  const here = inActiveFile(findings);
  const groups = [
    { label: l10n.t('In this file'), rows: rowsOf(here.map(({ key }) => key)) },
    ...groupByState(findings.filter((finding) => !here.includes(finding))).map((group) => ({
      label: stateLabel(group.state),
      rows: rowsOf(group.findings.map(({ key }) => key)),
    })),
    { label: l10n.t('Tickets without a finding'), rows: (byFinding.get(undefined) ?? []).map(rowOf) },
  ];
  return groups.flatMap(({ label, rows }) =>
    rows.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...rows],
  );
}

function rowOf(subject: ReviewSubject): TicketRow {
  const { ticket, finding } = subject;
  if (finding) return { ...findingRow(finding, { match: 'label', ...ticket }), subject };
  return {
    label: `${ticket.key} ${ticket.summary ?? ''}`.trim(),
    description: ticket.status,
    detail: [ticket.priority, dueLabel(ticket, todayOf(new Date()))].filter(Boolean).join(' · '),
    subject,
  };
}

/**
 * Asks for the outcome, and then until when it is intended or whose it is. Resolves to `undefined` if the user gives no answer.
 * @param before Chosen earlier, or in the review that Jira did not accept; it comes first.
 */
export async function askOutcome(
  { ticket, finding }: ReviewSubject,
  before: ReviewTerms,
): Promise<ReviewTerms | undefined> {
  const rows: (QuickPickItem & { readonly outcome: Outcome; readonly ends?: true })[] = [
    {
      label: l10n.t('Fixed'),
      detail:
        finding?.resolvedAt === undefined
          ? l10n.t('The cause is gone, or the next deployment removes it.')
          : l10n.t('The cause is gone: AWS no longer reports it.'),
      outcome: 'fixed',
    },
    {
      label: l10n.t('Intended'),
      detail: l10n.t('The resource is meant to be like this; the reason says why.'),
      outcome: 'intended',
    },
    {
      label: l10n.t('Intended Until…'),
      detail: l10n.t('The same, until a day. Then the finding counts as open again.'),
      outcome: 'intended',
      ends: true,
    },
    {
      label: l10n.t('Not Ours…'),
      detail: l10n.t('Another team has to fix it.'),
      outcome: 'not-ours',
    },
  ];
  const isBefore = ({ outcome, ends }: (typeof rows)[number]) =>
    outcome === before.outcome &&
    (outcome !== 'intended' || ends === (before.until !== undefined || undefined));
  rows.sort((a, b) => Number(isBefore(b)) - Number(isBefore(a)));
  const chosen = await pickRow(rows, {
    title: l10n.t('Move {0} to Review', ticket.key),
    placeHolder: finding?.title ?? ticket.summary ?? '',
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const { outcome } = chosen;
  if (chosen.ends) {
    const until = await askUntil(ticket.key, before);
    return until === undefined ? undefined : { outcome, until };
  }
  if (outcome !== 'not-ours') return { outcome };
  const team = await askTeam(ticket.key, before);
  return team === undefined ? undefined : { outcome, team };
}

/**
 * Asks for the reason. Each edit is kept as the ticket's draft: Escape loses nothing.
 * @param before The box starts with this: the draft, or the reason of the review that Jira did not accept.
 */
export async function askReason(
  { ticket }: ReviewSubject,
  { terms, before, drafts }: { terms: ReviewTerms; before: string; drafts: ReviewDrafts },
): Promise<string | undefined> {
  const box = window.createInputBox();
  box.title = l10n.t('Move {0} to Review', ticket.key);
  box.prompt = l10n.t('Why? The reviewer reads this in the ticket.');
  box.ignoreFocusOut = true;
  box.value = lineShown(before);
  const subscriptions: Disposable[] = [box];
  const answer = new Promise<string | undefined>((resolve) => {
    subscriptions.push(
      box.onDidChangeValue((value) => {
        box.validationMessage = undefined;
        drafts.write(ticket.key, terms, lineTyped(value));
      }),
      box.onDidAccept(() => {
        const reason = lineTyped(box.value);
        const fault = faultOf(reason);
        if (fault === undefined) resolve(reason);
        else box.validationMessage = plainPrompt(fault);
      }),
      box.onDidHide(() => resolve(undefined)),
    );
  });
  box.show();
  try {
    return await answer;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function faultOf(reason: string): string | undefined {
  const length = reasonLength(reason);
  if (length === 0) return l10n.t('Enter a reason.');
  return length > maxReasonCharacters ? l10n.t('At most {0} characters.', maxReasonCharacters) : undefined;
}
