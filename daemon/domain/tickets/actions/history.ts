import type { TicketRecord } from '../ticket.ts';
import type { TicketAction } from './action.ts';
import type { ActionProgress, ActionStep, PastAction, QueuedAction, StepTime } from './outbox.ts';

/** Past actions are forgotten after this time. */
export const maxPastDays = 14;
/** Past actions that are kept, of all sites. */
export const maxPastItems = 1_000;
/** An action that is repeated for days has few steps of interest. The oldest ones are dropped, except the first. */
const maxStepItems = 20;

/** Returns the steps with one more. A repeated step keeps its first time. */
export function withStep(steps: readonly StepTime[], step: ActionStep, at: string): StepTime[] {
  if (steps.at(-1)?.step === step) return [...steps];
  const kept = steps.length < maxStepItems ? steps : [...steps.slice(0, 1), ...steps.slice(2)];
  return [...kept, { step, at }];
}

/** Returns an action after it reached a step. */
export function withProgress(
  queued: QueuedAction,
  { step, move, edit = queued.edit }: ActionProgress,
  at: string,
): QueuedAction {
  const { move: _move, edit: _edit, startedFrom: known, ...rest } = queued;
  const startedFrom = known ?? (move && { statusId: move.from.statusId, name: move.from.name ?? '' });
  return {
    ...rest,
    step,
    ...(move && { move }),
    ...(edit && { edit }),
    ...(startedFrom && { startedFrom }),
    steps: withStep(queued.steps, step, at),
  };
}

/** Returns a queued action as a past one. */
export function pastOf(queued: QueuedAction, ticket: TicketRecord, confirmedAt: string): PastAction {
  const { id, name } = ticket.status;
  const { move, edit, startedFrom } = queued;
  return {
    action: actionOf(queued),
    steps: queued.steps,
    confirmedAt,
    after: { statusId: id, name, updated: ticket.updated },
    ...(move && startedFrom && { moved: { from: startedFrom, to: move.to } }),
    ...(edit && { edited: edit }),
  };
}

/** Returns an action without its progress. */
export function actionOf(queued: QueuedAction): TicketAction {
  const { step, move, edit, steps, startedFrom, state, note, code, found, ...action } = queued;
  return action;
}
