import { type Disposable, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type CourseKind, type EditKind, isEditKind } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { numberOf } from '../../tools/numbers.ts';
import { withoutIcons } from '../../tools/plain-message.ts';
import type { ReviewSubject } from '../review/reviewable.ts';
import { actTitle, awsLabel, effectLabel, givenLabel, leftLabel } from './labels.ts';
import type { Plan } from './plan.ts';
import type { ReviewCases } from './review-cases.ts';

type Row = QuickPickItem & { readonly subject?: ReviewSubject };

/** Says what happens to a ticket. */
type Effect = (ticket: ReviewedTicket) => string;

/** The developers' reviews of more tickets are not requested for a preview. */
const maxReadCases = 30;
const maxParallelCalls = 3;

/**
 * Shows which tickets an action is for, what happens to each, and which rows are left out and why. The user can leave out more.
 * Resolves to the tickets to send; `undefined` if the user leaves.
 */
export async function previewPlan(
  kind: CourseKind | EditKind,
  { going, left }: Plan,
  cases: ReviewCases,
  effectOf: Effect = ({ status }) => (isEditKind(kind) ? '' : effectLabel(kind, status)),
): Promise<readonly ReviewSubject[] | undefined> {
  const picker = window.createQuickPick<Row>();
  const subscriptions: Disposable[] = [picker];
  let chosen = new Set(going);
  let isOpen = true;
  const show = () => {
    picker.title = actTitle(kind, chosen.size);
    picker.items = rowsOf(kind, { going, left }, cases, effectOf);
    picker.selectedItems = picker.items.filter(({ subject }) => subject && chosen.has(subject));
  };
  picker.canSelectMany = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  picker.placeholder =
    left.length === 0
      ? l10n.t('Enter confirms. Clear a check mark to leave a ticket out.')
      : left.length === 1
        ? l10n.t('Enter confirms. 1 row at the end is left out.')
        : l10n.t('Enter confirms. {0} rows at the end are left out.', numberOf(left.length));
  show();
  const answer = new Promise<readonly ReviewSubject[] | undefined>((resolve) => {
    subscriptions.push(
      picker.onDidChangeSelection((selected) => {
        const subjects = selected.flatMap(({ subject }) => subject ?? []);
        chosen = new Set(subjects);
        picker.title = actTitle(kind, chosen.size);
        // A row that is left out cannot be chosen.
        if (subjects.length < selected.length)
          picker.selectedItems = selected.filter(({ subject }) => subject !== undefined);
      }),
      picker.onDidAccept(() => {
        if (chosen.size > 0) resolve(going.filter((subject) => chosen.has(subject)));
      }),
      picker.onDidHide(() => resolve(undefined)),
    );
  });
  picker.show();
  if (kind !== 'review' && !isEditKind(kind)) {
    picker.busy = true;
    void readCases(going, cases, () => !isOpen).then(() => {
      if (!isOpen) return;
      picker.busy = false;
      show();
    });
  }
  try {
    return await answer;
  } finally {
    isOpen = false;
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function rowsOf(
  kind: CourseKind | EditKind,
  { going, left }: Plan,
  cases: ReviewCases,
  effectOf: Effect,
): Row[] {
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    [l10n.t('Is sent'), going.map((subject) => goingRow(kind, subject, cases, effectOf))],
    [
      l10n.t('Left out'),
      left.map((row) => ({ label: withoutIcons(row.name), description: withoutIcons(leftLabel(row)) })),
    ],
  ];
  return groups.flatMap(([label, rows]) =>
    rows.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...rows],
  );
}

function goingRow(
  kind: CourseKind | EditKind,
  subject: ReviewSubject,
  cases: ReviewCases,
  effectOf: Effect,
): Row {
  const { ticket, finding } = subject;
  const { review, aws = ticket.aws } = cases.known(ticket) ?? {};
  const facts =
    kind === 'review' || isEditKind(kind)
      ? [finding?.resource.name ?? finding?.resource.id]
      : [awsLabel(aws), review && `${givenLabel(review)}: ${review.reason.replaceAll('\n', ' ')}`];
  return {
    label: withoutIcons(`${ticket.key} ${ticket.summary ?? finding?.title ?? ''}`.trim()),
    // A long summary would cut off a description.
    detail: withoutIcons([effectOf(ticket), ...facts].filter(Boolean).join(' · ')),
    subject,
  };
}

async function readCases(
  going: readonly ReviewSubject[],
  cases: ReviewCases,
  isCancelled: () => boolean,
): Promise<void> {
  const waiting = going.slice(0, maxReadCases).values();
  const worker = async () => {
    for (const { ticket } of waiting) {
      if (isCancelled()) return;
      // The preview shows AWS's answer also without the developer's review.
      await cases.read(ticket).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: maxParallelCalls }, worker));
}
