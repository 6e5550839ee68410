import { type FieldEntries, maxFilledFields } from '#protocol/move-fields.ts';
import { type Decision, type Outcome, outcomes } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength, reasonText } from '#protocol/review-reason.ts';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import { printable } from '../../../base/printable.ts';
import type { ReviewEvidence } from '../evidence/review-evidence.ts';
import { isCalendarDate, isExpired } from '../evidence/until.ts';
import { moveNameInvalid } from '../move-problems.ts';
import type { Assignment, Comment, DueChange, EditedValue } from './action.ts';
import {
  fieldsTooMany,
  outcomeInvalid,
  reasonInvalid,
  teamInvalid,
  ticketKeyInvalid,
  untilInvalid,
} from './action-problems.ts';
import { soundDue } from './edits/edit-problems.ts';

interface GivenAction {
  /** A key. */
  readonly ticket: string;
  readonly reason: string;
  readonly transition?: string | undefined;
  readonly fields?: FieldEntries | undefined;
  readonly via?: readonly string[] | undefined;
}

interface GivenReview extends GivenAction {
  readonly kind: 'review';
  readonly outcome: Outcome;
  readonly until?: string | undefined;
  readonly team?: string | undefined;
  readonly evidence?: ReviewEvidence | undefined;
}

interface GivenDecision extends GivenAction {
  readonly kind: Decision;
}

/** An edit. The values are those that the person saw. */
type GivenEdit = { readonly ticket: string; readonly reason: string } & (
  | { readonly kind: 'assign'; readonly seen?: EditedValue | undefined }
  | { readonly kind: 'comment' }
  | {
      readonly kind: 'due';
      readonly due: string;
      readonly mayBePast?: boolean | undefined;
      readonly seen?: EditedValue | undefined;
    }
);

/** An action as its person gives it. */
export type ActionParams = GivenReview | GivenDecision | GivenEdit;

type Sound<Params> = { readonly [Name in keyof Params]: Exclude<Params[Name], undefined> };
type SoundEdit =
  | Omit<Assignment, 'id' | 'createdAt'>
  | Omit<Comment, 'id' | 'createdAt'>
  | Omit<DueChange, 'id' | 'createdAt'>;
type SoundParams = Sound<GivenReview> | Sound<GivenDecision> | SoundEdit;

const maxMoveNameCharacters = 255;
/** Moves before the last one. A longer way is not one that a person confirms at once. */
const maxSteps = 5;
const ticketKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/;

/** Returns whether a text has the form of a Jira ticket key. */
export function isTicketKey(text: string): boolean {
  return ticketKey.test(text);
}

/**
 * Returns the params without white space around texts.
 * @param now ISO 8601
 * @throws Problem `ticket-key-invalid`, `outcome-invalid`, `reason-invalid`, `until-invalid`, `team-invalid`, `move-unknown`,
 * `fields-too-many`, `due-invalid`.
 */
export function soundParams(params: ActionParams, now: string): SoundParams {
  const { ticket, reason } = params;
  if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
  if (params.kind === 'assign' || params.kind === 'comment' || params.kind === 'due')
    return soundEdit(params, now);
  if (params.kind === 'review' && !outcomes.includes(params.outcome)) throw outcomeInvalid(params.outcome);
  const checked = soundReason(reason, { mayBeEmpty: params.kind === 'approve' });
  const transition = soundMoveName(params.transition);
  const fields = soundFields(params.fields);
  const via = soundSteps(params.via);
  const given = {
    ticket,
    reason: checked,
    ...(transition !== undefined && { transition }),
    ...(fields && { fields }),
    ...(via && { via }),
  };
  if (params.kind !== 'review') return { kind: params.kind, ...given };
  const { kind, outcome, evidence } = params;
  return { kind, outcome, ...given, ...termsOf(params, now), ...(evidence && { evidence }) };
}

function soundEdit(params: GivenEdit, now: string): SoundEdit {
  const { kind, ticket } = params;
  const reason = soundReason(params.reason, { mayBeEmpty: kind === 'assign' });
  if (kind === 'comment') return { kind, ticket, reason };
  const seen = params.seen && { seen: params.seen };
  if (kind === 'assign') return { kind, ticket, reason, ...seen };
  const mayBePast = params.mayBePast === true;
  const due = soundDue(params.due, now, mayBePast);
  return { kind, ticket, reason, due, ...(mayBePast && { mayBePast }), ...seen };
}

/** @throws Problem `reason-invalid`. */
export function soundReason(reason: string, { mayBeEmpty }: { readonly mayBeEmpty: boolean }): string {
  // Checked before the text is copied, because it may be as long as a message.
  if (reason.length > 4 * maxReasonCharacters) throw reasonInvalid(reason.length, maxReasonCharacters);
  const length = reasonLength(reason);
  if ((length === 0 && !mayBeEmpty) || length > maxReasonCharacters)
    throw reasonInvalid(length, maxReasonCharacters);
  return reasonText(reason);
}

/** @throws Problem `fields-too-many`. */
export function soundFields(fields: FieldEntries = {}): FieldEntries | undefined {
  const count = Object.keys(fields).length;
  if (count > maxFilledFields) throw fieldsTooMany(count, maxFilledFields);
  return count > 0 ? fields : undefined;
}

/** @throws Problem `move-unknown`. */
export function soundSteps(via: readonly string[] = []): readonly string[] | undefined {
  if (via.length > maxSteps) throw moveNameInvalid(via.join(', '));
  const broken = via.find((name) => name.trim() === '' || name.length > maxMoveNameCharacters);
  if (broken !== undefined) throw moveNameInvalid(broken);
  return via.length > 0 ? via.map((name) => name.trim()) : undefined;
}

/** @throws Problem `move-unknown`. */
export function soundMoveName(name: string | undefined): string | undefined {
  const move = name?.trim();
  if (move !== undefined && (move === '' || move.length > maxMoveNameCharacters)) throw moveNameInvalid(move);
  return move;
}

/** Returns until when it is intended, or whose it is. */
function termsOf({ outcome, until, team }: GivenReview, now: string): { until?: string; team?: string } {
  const day = until?.normalize('NFKC').trim();
  if (day !== undefined) {
    if (outcome !== 'intended') throw untilInvalid(day, 'not-intended');
    if (!isCalendarDate(day)) throw untilInvalid(day, 'no-date');
    if (isExpired(day, now)) throw untilInvalid(day, 'past');
  }
  const whose = team === undefined ? undefined : printable(team).trim();
  if (outcome === 'not-ours' ? !whose : whose !== undefined)
    throw teamInvalid(outcome === 'not-ours' ? 'missing' : 'not-for-outcome');
  if ((whose?.length ?? 0) > maxTeamCharacters) throw teamInvalid('too-long');
  return { ...(day !== undefined && { until: day }), ...(whose !== undefined && { team: whose }) };
}
