import { l10n, type QuickPickItem, window } from 'vscode';
import type { GivenReviewView } from '#protocol/given-review.ts';
import type { Decision } from '#protocol/pending-review.ts';
import { decideTicket } from '#protocol/reviews.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { joinSentences } from '../../tools/join-sentences.ts';
import { firstOf, pickRows } from '../../tools/pick-row.ts';
import { plainMessage, plainPrompt } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import type { FieldDrafts } from '../review/fields/field-drafts.ts';
import { mayWrite } from '../review/may-write.ts';
import type { ReviewSubject } from '../review/reviewable.ts';
import { askReason, type Fact } from './ask-reason.ts';
import { actTitle, awsLabel, awsSentence, givenLabel, giverLabel, leftSentence } from './labels.ts';
import { decidableSubjects, type Plan, planOf } from './plan.ts';
import { previewPlan } from './preview.ts';
import type { ReviewCases } from './review-cases.ts';
import { draftName, sendDecision } from './send-decision.ts';
import { sendSeveral } from './send-several.ts';
import type { TextDrafts } from './text-drafts.ts';

/** Of a developer's reason in a question. The page shows all of it. */
const maxShownCharacters = 300;

export interface DecideInput {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly cases: ReviewCases;
  readonly drafts: TextDrafts;
  readonly fieldDrafts: FieldDrafts;
}

/** Registers **Approve** and **Send Back** for one or several rows of the trees and for the command palette. */
export function registerDecisions(lifetime: DisposableStore, input: DecideInput): void {
  const register = (command: string, decision: Decision) =>
    lifetime.add(
      registerCommand(command, (row, selected) =>
        decide(input, decision, Array.isArray(selected) && selected.length > 0 ? selected : [row]),
      ),
    );
  register('guardrail.ticket.approve', 'approve');
  register('guardrail.ticket.sendBack', 'send-back');
}

async function decide(input: DecideInput, decision: Decision, rows: readonly unknown[]): Promise<void> {
  if (!mayWrite()) return;
  const given = planOf(decision, rows, await readNamed(input.model, rows));
  const plan =
    given.going.length + given.left.length > 0 ? given : await chooseTickets(decision, input.model);
  if (!plan) return;
  const [first, ...others] = plan.going;
  if (!first) {
    void window.showInformationMessage(plainMessage(noneSentence(plan)));
    return;
  }
  if (others.length === 0 && plan.left.length === 0) await decideOne(input, decision, first);
  else await decideSeveral(input, decision, plan);
}

async function decideOne(input: DecideInput, decision: Decision, subject: ReviewSubject): Promise<void> {
  const { cases, drafts } = input;
  const { ticket, finding } = subject;
  const name = draftName(decision, ticket.key);
  const about = finding?.title ?? ticket.summary ?? '';
  const reason = await askReason({
    title:
      decision === 'approve'
        ? l10n.t('Approve {0}: {1}', ticket.key, about)
        : l10n.t('Send Back {0}: {1}', ticket.key, about),
    prompt: plainPrompt(awsLabel(ticket.aws)),
    ...boxTexts(decision),
    before: drafts.of(name) || pendingReason(decision, subject),
    onEdit: (text) => drafts.write(name, text),
    facts: factsOf(cases, decision, subject),
  });
  if (reason !== undefined) await sendDecision(input, ticket, decision, reason);
}

async function decideSeveral(input: DecideInput, decision: Decision, plan: Plan): Promise<void> {
  const { connection, cases, drafts } = input;
  const name = draftName(decision);
  const reason = await askReason({
    title: actTitle(decision, plan.going.length),
    prompt: l10n.t('Each of these tickets gets this text as a comment. The next step shows the tickets.'),
    ...boxTexts(decision),
    before: drafts.of(name),
    onEdit: (text) => drafts.write(name, text),
  });
  if (reason === undefined) return;
  const subjects = await previewPlan(decision, plan, cases);
  if (!subjects) return;
  const ends = await sendSeveral(decision, subjects, async ({ ticket: { key, url } }) =>
    connection.require().request(decideTicket, { ticket: key, url, decision, reason }),
  );
  // The text stays for the tickets that did not receive it.
  for (const { end, subject } of ends)
    if (end === 'failed' || end === 'not-sent') drafts.write(draftName(decision, subject.ticket.key), reason);
  drafts.write(name, '');
}

/** Reads both sides for the question. The user can answer before they arrive. */
async function factsOf(cases: ReviewCases, decision: Decision, { ticket }: ReviewSubject): Promise<Fact> {
  const now = new Date();
  try {
    const { review, aws } = await cases.read(ticket);
    const developer = review
      ? l10n.t(
          'Developer: {0}',
          `${givenLabel(review)} · ${giverLabel(review, now)} · ${shortReason(review)}`,
        )
      : l10n.t('The latest comments contain no review by Guardrail.');
    const isResolved = aws?.state === 'resolved' && !aws.unread;
    return factOf(decision, joinSentences(developer, awsSentence(aws, now)), isResolved);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return factOf(decision, joinSentences(problem, awsLabel(ticket.aws)), false);
  }
}

/** AWS's answer warns a person who approves, unless the finding is resolved. */
function factOf(decision: Decision, text: string, isResolved: boolean): Fact {
  const plain = plainMessage(text);
  if (decision === 'send-back' || isResolved) return { text: plain, isWarning: false };
  return { text: joinSentences(plain, l10n.t('Enter approves it anyway.')), isWarning: true };
}

/** Returns a reason in one line that leaves room for AWS's answer below it. */
function shortReason({ reason }: GivenReviewView): string {
  const line = reason.replace(/\s+/g, ' ');
  const shown = [...line].slice(0, maxShownCharacters).join('');
  return shown === line ? `“${line}”` : `“${shown}…”`;
}

function boxTexts(decision: Decision): { placeholder: string; mayBeEmpty: boolean } {
  return decision === 'approve'
    ? { placeholder: l10n.t('Comment (optional). Enter approves.'), mayBeEmpty: true }
    : { placeholder: l10n.t('Why? The developer reads this in the ticket.'), mayBeEmpty: false };
}

/** Returns the reason of the decision that Jira did not accept. */
function pendingReason(decision: Decision, { ticket: { pending } }: ReviewSubject): string {
  return pending?.kind === decision ? pending.reason : '';
}

function noneSentence({ left: [first] }: Plan): string {
  return first ? leftSentence(first) : l10n.t('No ticket is in review.');
}

/** Lets the user choose one or several of the tickets in review. */
async function chooseTickets(decision: Decision, model: Model): Promise<Plan | undefined> {
  const found = await model.search('decide');
  const rows = decidableSubjects(found).map((subject): QuickPickItem & { subject: ReviewSubject } => ({
    label: `${subject.ticket.key} ${subject.ticket.summary ?? ''}`.trim(),
    description: [subject.ticket.status, subject.ticket.due].filter(Boolean).join(' · '),
    detail: awsLabel(subject.ticket.aws),
    subject,
  }));
  if (rows.length === 0) return { going: [], left: [] };
  const chosen = await pickRows(rows, {
    title:
      decision === 'approve'
        ? l10n.t('Which tickets do you want to approve?')
        : l10n.t('Which tickets do you want to send back?'),
    ...firstOf(rows.length, found.total),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return chosen && chosen.length > 0 ? { going: chosen.map(({ subject }) => subject), left: [] } : undefined;
}
