/** A review that is being written, as the page and the extension keep it. */
import type { FieldEntries } from '#protocol/move-fields.ts';
import { type Outcome, outcomes } from '#protocol/pending-review.ts';
import { readFieldEntries } from './field-entries.ts';

/** The developer's answer about a finding, without the reason. */
export interface ReviewTerms {
  readonly outcome: Outcome;
  /** Of `intended`: the last day, as typed. Empty: none yet, or not complete. Absent: without an end. */
  readonly until?: string;
  /** Of `not-ours`: the team, as typed. */
  readonly team?: string;
}

/** The user's choices and text so far. If the reason is empty, there is nothing to send. */
export interface Draft extends ReviewTerms {
  readonly reason: string;
  /** The move that the user chose among several: its id. */
  readonly transition?: string;
  /** The first step that the user chose among several: its id. */
  readonly step?: string;
  /** Values of the fields that Jira asks for, by the id of the field. */
  readonly fields?: FieldEntries;
  /** Grows with each edit on either side: of two drafts the higher one is newer. See `nextEdit`. */
  readonly at: number;
}

/** Longer reasons are cut off: a reason that can be sent has at most 4,000 characters. */
export const maxDraftUtf16Units = 10_000;
/** UTF-16 units of a typed day or team, or of an id. */
const maxLineUtf16Units = 1_000;

/** Returns the `at` of an edit that follows `previous`: ms since 1970, or more if `previous` is in the future. */
export function nextEdit(previous: number | undefined, now = Date.now()): number {
  return Math.max(now, (previous ?? 0) + 1);
}

/** Returns a kept draft, its texts cut off if they are too long; `undefined` if its shape is wrong. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { reason, at, transition, step, fields } = value as Record<string, unknown>;
  const terms = readTerms(value as Record<string, unknown>);
  if (terms === undefined || typeof reason !== 'string') return undefined;
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  return {
    ...terms,
    reason: reason.slice(0, maxDraftUtf16Units),
    ...(isLine(transition) && { transition }),
    ...(isLine(step) && { step }),
    ...(typeof fields === 'object' && fields !== null && { fields: readFieldEntries(fields) }),
    at,
  };
}

function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxLineUtf16Units;
}

/** Returns the terms of a draft or of a message; `undefined` if their shape is wrong. */
export function readTerms(value: Readonly<Record<string, unknown>>): ReviewTerms | undefined {
  const { outcome, until, team } = value;
  const known = outcomes.find((candidate) => candidate === outcome);
  if (known === undefined) return undefined;
  return {
    outcome: known,
    ...(typeof until === 'string' && { until: until.slice(0, maxLineUtf16Units) }),
    ...(typeof team === 'string' && { team: team.slice(0, maxLineUtf16Units) }),
  };
}

/** Returns whether the finding is intended without an end. */
export function hasNoEnd({ outcome, until }: ReviewTerms): boolean {
  return outcome === 'intended' && until === undefined;
}

/** The terms as a form has them, also of outcomes that are not chosen. */
export interface TypedTerms {
  readonly outcome: Outcome;
  readonly day: string;
  readonly isEndless: boolean;
  readonly team: string;
}

/** Returns the terms of a form. */
export function termsOfForm({ outcome, day, isEndless, team }: TypedTerms): ReviewTerms {
  const hasDay = !isEndless && (day !== '' || outcome === 'intended');
  return {
    outcome,
    ...(hasDay && { until: day }),
    ...(team !== '' && { team }),
  };
}

/** The terms of an empty form. One that was emptied has them, too: the outcome of the next review is not that of the last one. */
export const emptyTerms: ReviewTerms = { outcome: 'fixed' };

/**
 * Returns whether a form shows neither a reason nor another answer than an empty one, and no choice of how the ticket moves: then it
 * may start with what is known of an earlier review.
 */
export function isEmptyForm({ reason, transition, step, fields = {}, ...terms }: Omit<Draft, 'at'>): boolean {
  const { outcome, until, team } = termsFor(terms);
  const isOfEmpty = outcome === emptyTerms.outcome && until === undefined && team === undefined;
  const isMoveChosen = transition !== undefined || step !== undefined || Object.keys(fields).length > 0;
  return reason.trim() === '' && isOfEmpty && !isMoveChosen;
}

/** Returns the terms without what belongs to another outcome. */
export function termsFor({ outcome, until, team }: ReviewTerms): ReviewTerms {
  return {
    outcome,
    ...(outcome === 'intended' && until !== undefined && { until }),
    ...(outcome === 'not-ours' && team !== undefined && { team: team.trim() }),
  };
}
