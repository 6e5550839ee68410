/**
 * Returns the calendar day of a moment in a time zone, `2026-11-29`.
 * @param timeZone An IANA name, `Asia/Tokyo`. Absent or unknown: the last time zone in which a day ends, so that a day is
 * not over before it is over everywhere.
 */
export function dayIn(timeZone: string | undefined, moment: Date): string {
  try {
    return dayOf(timeZone ?? lastTimeZone, moment);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return dayOf(lastTimeZone, moment);
  }
}

/** UTC minus twelve hours. The sign of these names is reversed. */
const lastTimeZone = 'Etc/GMT+12';

function dayOf(timeZone: string, moment: Date): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return [parts.get('year'), parts.get('month'), parts.get('day')].join('-');
}
