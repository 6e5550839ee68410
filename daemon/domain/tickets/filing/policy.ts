import type { Severity } from '#protocol/findings.ts';
import type { FieldOption } from '#protocol/move-fields.ts';
import { foldedName } from '../state.ts';
import { priorityNames } from './site-names.ts';

/** Priority and due date of a new ticket. A policy of the company takes its place later. */
export interface FilingTerms {
  /** Names that sites give the priority, the usual one first. */
  readonly priorities: readonly string[];
  readonly dueDays: number;
}

export const filingPolicy: Readonly<Record<Severity, FilingTerms>> = {
  critical: { priorities: priorityNames.highest, dueDays: 7 },
  high: { priorities: priorityNames.high, dueDays: 14 },
  medium: { priorities: priorityNames.medium, dueDays: 30 },
  low: { priorities: priorityNames.low, dueDays: 90 },
};

const dayMs = 24 * 60 * 60 * 1000;

/** Returns the calendar day in so many days. @param now ISO 8601 */
export function dueDate(now: string, { dueDays }: FilingTerms): string {
  return new Date(Date.parse(now) + dueDays * dayMs).toISOString().slice(0, 10);
}

/** Returns the site's priority for a severity; `undefined` if none of its names is known: then the site's default stays. */
export function priorityOf(
  options: readonly FieldOption[],
  { priorities }: FilingTerms,
): FieldOption | undefined {
  for (const name of priorities) {
    const option = options.find(({ label }) => foldedName(label) === foldedName(name));
    if (option) return option;
  }
  return undefined;
}
