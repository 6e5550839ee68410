/** The form's part for what Jira asks for in the move of a review, and its messages. */
import type { FieldEntries } from '#protocol/move-fields.ts';
import type { MoveChoice, MoveView, UserChoice } from '#protocol/moves.ts';
import type { FieldFaultView } from '#protocol/problems.ts';
import { readFieldEntries } from './field-entries.ts';

/**
 * `unread`: the user stopped the loading, or `why` it failed; the review can be sent without. `refused`: the review cannot move
 * the ticket; the form shows `why` in place of its button.
 */
export type AskedMove =
  | { readonly state: 'loading' }
  | { readonly state: 'unread'; readonly why?: string }
  | { readonly state: 'refused'; readonly why: string }
  | ({ readonly state: 'asked' } & MoveQuestions);

/** Empty: Jira asks for nothing. */
export interface MoveQuestions {
  /** Grows with each answer of Jira. Faults are shown once for each. */
  readonly answer: number;
  /** Several moves fit: the user chooses one. */
  readonly choices?: readonly MoveChoice[];
  /** The id of the chosen one. */
  readonly chosen?: string;
  /** The move, with the fields of its screen. */
  readonly move?: MoveView;
  /** No move leads to a review directly: the user confirms one of these as the first step. */
  readonly ways?: readonly MoveChoice[];
  /** Faults of values that were sent. */
  readonly faults?: readonly FieldFaultView[];
  /** Jira's sentence about the whole screen. */
  readonly problem?: string;
}

/** The user's answers to what Jira asks. */
export interface MoveReply {
  readonly transition?: string;
  readonly fields?: FieldEntries;
  readonly via?: readonly string[];
}

/** Extension → page: users for a field. */
export interface UsersFound {
  readonly kind: 'users';
  /** The number of the search that this answers. */
  readonly search: number;
  readonly users: readonly UserChoice[];
  /** Why the search failed. */
  readonly problem?: string;
}

/** Page → extension. */
export type FromMove =
  | { readonly kind: 'loadMove' | 'stopMove' }
  /** The user chose one of several moves. */
  | { readonly kind: 'chooseMove'; readonly transition: string }
  | { readonly kind: 'findUsers'; readonly search: number; readonly field: string; readonly query: string };

const maxIdUtf16Units = 255;
const maxSteps = 5;

/** Returns a message about the move, or `undefined` if its shape is wrong. */
export function readFromMove(read: Readonly<Record<string, unknown>>): FromMove | undefined {
  const { kind, transition, search, field, query } = read;
  switch (kind) {
    case 'loadMove':
    case 'stopMove':
      return { kind };
    case 'chooseMove':
      return isId(transition) ? { kind, transition } : undefined;
    case 'findUsers':
      return typeof search === 'number' && isId(field) && typeof query === 'string'
        ? { kind, search, field, query: query.slice(0, maxIdUtf16Units) }
        : undefined;
    default:
      return undefined;
  }
}

/** Returns the user's answers, without those whose shape is wrong. */
export function readReply(value: unknown): MoveReply {
  if (typeof value !== 'object' || value === null) return {};
  const { transition, fields, via } = value as Record<string, unknown>;
  return {
    ...(isId(transition) && { transition }),
    ...(typeof fields === 'object' && fields !== null && { fields: readFieldEntries(fields) }),
    ...(Array.isArray(via) && via.every(isId) && { via: via.slice(0, maxSteps) }),
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxIdUtf16Units;
}
