import { dayIn } from '../../../../base/day-in.ts';
import { Problem } from '../../../problems/problem.ts';
import type { TicketRecord } from '../../ticket.ts';
import { reviewWithdrawn } from '../action-problems.ts';
import { type Attempt, beginAttempt, type HandOver } from '../attempt.ts';
import type { QueuedEdit } from '../outbox.ts';
import { changedNothing, isRefusal } from '../refusals.ts';
import { sendComment } from '../send-comment.ts';
import { dueInvalid, editRefused, editWithoutEffect, valueChanged } from './edit-problems.ts';
import { type EditPlan, fieldValue, isSameValue, planOf } from './edited-value.ts';
import { wasChangedSince } from './last-change.ts';

type EditAttempt = Attempt<QueuedEdit>;

/**
 * Hands over an action that does not move its ticket: sets the field, checks that it has the value, and comments once. The
 * field is set only while it has a value that the user saw: a value of another person is never overwritten unseen.
 * @returns The ticket as Jira has it afterwards; `undefined` if the user still has to resolve the conflict.
 * @throws Problem `value-changed`, `edit-refused`, `due-invalid`, or of the step that failed.
 */
export async function handOverEdit(action: QueuedEdit, options: HandOver): Promise<TicketRecord | undefined> {
  const attempt = beginAttempt(action, options);
  const first = await attempt.read();
  if (action.kind === 'comment' || action.commentOnly) return sendComment(attempt, first);
  const ticket = await sendEdit(attempt, first);
  return ticket && (action.reason !== '' || action.kind === 'undo') ? sendComment(attempt, ticket) : ticket;
}

async function sendEdit(attempt: EditAttempt, ticket: TicketRecord): Promise<TicketRecord | undefined> {
  const { action, options, step } = attempt;
  // The edit has arrived. This action ignores a later edit of another person.
  if (step === 'edited' || step === 'comment-sent') return ticket;
  const plan = await planOf(action, options.jira, options.signal);
  if (!plan) return ticket;
  if (isSameValue(fieldValue(ticket, plan.field), plan.wanted)) {
    attempt.advance('edited');
    return ticket;
  }
  if (action.state === 'conflict' && action.code !== 'ticket-unknown') return undefined;
  await refusePastDay(attempt);
  if (!(await mayEdit(attempt, plan, ticket))) throw valueChanged(plan, ticket);
  if (!options.isQueued()) throw reviewWithdrawn(action.ticket);
  return setField(attempt, plan, ticket);
}

/** Returns whether the field has a value that the user saw, and whether no earlier attempt may have set it. */
async function mayEdit(
  { action, options, step, edit }: EditAttempt,
  { field, expected }: EditPlan,
  ticket: TicketRecord,
): Promise<boolean> {
  const now = fieldValue(ticket, field);
  if (step !== 'edit-sent' || !edit) return expected?.some((value) => isSameValue(value, now)) ?? true;
  if (ticket.updated === edit.updated) return true;
  if (!isSameValue(now, edit.from)) return false;
  // Either the edit never arrived, or another person has put the old value back.
  return !(await wasChangedSince(edit.updated, field, options.jira, action.ticket, options.signal));
}

async function setField(attempt: EditAttempt, plan: EditPlan, ticket: TicketRecord): Promise<TicketRecord> {
  const { action, options } = attempt;
  const { jira, signal } = options;
  const { field, wanted } = plan;
  const from = fieldValue(ticket, field);
  attempt.sendingEdit({ field, from, to: wanted, updated: ticket.updated });
  try {
    if (field === 'due') await jira.changeDue(action.ticket, wanted.id, signal);
    else await jira.assign(action.ticket, wanted.id, signal);
  } catch (error) {
    if (!(error instanceof Problem) || !changedNothing(error)) throw error;
    attempt.advance('queued');
    throw isRefusal(error) ? editRefused(ticket, field, error) : error;
  }
  const after = await attempt.read();
  const now = fieldValue(after, field);
  if (!isSameValue(now, wanted))
    throw isSameValue(now, from) ? editWithoutEffect(after, field) : valueChanged(plan, after);
  attempt.advance('edited');
  return after;
}

/** The account's own day decides, in the first attempt: an edit that waited for Jira was right when it was made. */
async function refusePastDay({ action, options, step }: EditAttempt): Promise<void> {
  if (action.kind !== 'due' || action.mayBePast || options.resumed || step !== 'queued') return;
  const { timeZone } = await options.jira.readMyself(options.signal);
  if (action.due < dayIn(timeZone, new Date())) throw dueInvalid(action.due, 'past');
}
