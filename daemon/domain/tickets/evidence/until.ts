import type { LabelChange } from '../ticket.ts';

/** The last time zone in which a day ends. */
const maxHoursBehindUtcMs = 12 * 60 * 60 * 1000;
/** The label of a ticket whose finding is intended for a limited time: `guardrail-until-2027-01-31`. */
const untilLabel = /^guardrail-until-(\d{4}-\d{2}-\d{2})$/;

/** Returns the label that keeps the date with the ticket, where every machine and every person sees it. */
export function labelUntil(date: string): string {
  return `guardrail-until-${date}`;
}

/** Returns the latest date that the labels of a ticket name; `undefined` without one. */
export function untilOf(labels: readonly string[]): string | undefined {
  return labels
    .map((label) => untilLabel.exec(label)?.[1] ?? '')
    .filter(isCalendarDate)
    .sort()
    .at(-1);
}

/** Returns the changes after which the labels name this date and no other; without a date, none. */
export function untilLabels(labels: readonly string[], until: string | undefined): LabelChange {
  const wanted = until === undefined ? undefined : labelUntil(until);
  return {
    add: wanted === undefined || labels.includes(wanted) ? [] : [wanted],
    remove: labels.filter((label) => untilLabel.test(label) && label !== wanted),
  };
}

/** Returns whether a text is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Returns whether the last day of an intention has passed everywhere on earth. @param now ISO 8601 */
export function isExpired(until: string, now: string): boolean {
  return Date.parse(`${until}T23:59:59.999Z`) + maxHoursBehindUtcMs < Date.parse(now);
}
