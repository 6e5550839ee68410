/** The last time zone in which a day ends. */
const maxHoursBehindUtcMs = 12 * 60 * 60 * 1000;
/** The label of a ticket whose finding is intended for a limited time: `guardrail-until-2027-01-31`. */
const untilLabel = /^guardrail-until-(\d{4}-\d{2}-\d{2})$/;

/** Returns the label that keeps the date with the ticket, where every machine and every person sees it. */
export function labelUntil(date: string): string {
  return `guardrail-until-${date}`;
}

/** Returns whether a label names the last day of an intention, even one that does not exist. */
export function isUntilLabel(label: string): boolean {
  return untilLabel.test(label);
}

/** Returns the latest date that the labels of a ticket name; `undefined` without one. */
export function untilOf(labels: readonly string[]): string | undefined {
  return labels
    .map((label) => untilLabel.exec(label)?.[1] ?? '')
    .filter(isCalendarDate)
    .sort()
    .at(-1);
}

/** Returns whether a text is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Returns whether the last day of an intention has passed everywhere on earth. @param now ISO 8601 */
export function isExpired(until: string, now: string): boolean {
  return until < dayInLastZone(new Date(now));
}

/** Returns the date where a day ends last, `2026-11-23`: all days before it have passed everywhere on earth. */
export function dayInLastZone(now: Date): string {
  return new Date(now.getTime() - maxHoursBehindUtcMs).toISOString().slice(0, 10);
}
