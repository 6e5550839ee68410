/** A reviewer's decision about the ticket of a finding's page: approve it, or send it back. */
import type { Decision } from '#protocol/pending-review.ts';
import { maxDraftUtf16Units } from './draft.ts';

const decisions: readonly Decision[] = ['approve', 'send-back'];

/** The form for a ticket in review. Every text is in the editor's language. */
export interface DecisionForm {
  readonly ticket: string;
  /** The developer's review and AWS's answer, a paragraph each. Plain text. */
  readonly lines: readonly string[];
  /** The changes of the template that the developer attached: a unified diff. Plain text. */
  readonly changes?: { readonly title: string; readonly text: string };
  /** Whether a decision can be sent now. */
  readonly open: boolean;
  /** Why it cannot be sent, or the result of the last decision. */
  readonly note?: string;
  /** An empty box starts with this. */
  readonly draft: string;
  readonly texts: DecisionTexts;
}

export interface DecisionTexts {
  readonly title: string;
  readonly reason: string;
  readonly hint: string;
  readonly approve: string;
  readonly sendBack: string;
  readonly sending: string;
  readonly reasonMissing: string;
  readonly reasonTooLong: string;
}

/** Extension → page: a decision was sent (`ok`) or refused. */
export interface Decided {
  readonly kind: 'decided';
  readonly ok: boolean;
}

/** Page → extension. */
export type FromDecision =
  | { readonly kind: 'decide'; readonly decision: Decision; readonly reason: string }
  /** Each edit. */
  | { readonly kind: 'decisionDraft'; readonly reason: string };

/** Returns a message of the form, or `undefined` if its shape is wrong. */
export function readFromDecision(read: Readonly<Record<string, unknown>>): FromDecision | undefined {
  if (typeof read.reason !== 'string') return undefined;
  const reason = read.reason.slice(0, maxDraftUtf16Units);
  if (read.kind === 'decisionDraft') return { kind: 'decisionDraft', reason };
  const decision = decisions.find((known) => known === read.decision);
  return read.kind === 'decide' && decision ? { kind: 'decide', decision, reason } : undefined;
}
