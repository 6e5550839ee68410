const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns how far a time zone (`Asia/Tokyo`) is ahead of UTC at an instant, in minutes. */
export function offsetMinutes(timeZone: string, instant: number): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Returns the instant of a local time, which is given as if it were in UTC, in milliseconds. */
export function instantOf(timeZone: string, localAsUtc: number): number {
  const near = localAsUtc - offsetMinutes(timeZone, localAsUtc) * 60_000;
  return localAsUtc - offsetMinutes(timeZone, near) * 60_000;
}

const jiraTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

/** Returns JSON with its times in a time zone, as Jira sends them to a user who has chosen it: `….000+0900`. */
export function inTimeZone(timeZone: string, value: unknown, name?: string): unknown {
  if (typeof value === 'string') {
    if (name === 'timeZone') return timeZone;
    return jiraTimePattern.test(value) ? localTime(timeZone, value) : value;
  }
  if (Array.isArray(value)) return value.map((each) => inTimeZone(timeZone, each));
  if (typeof value !== 'object' || value === null || name === 'value') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, inTimeZone(timeZone, each, key)]),
  );
}

function localTime(timeZone: string, time: string): string {
  const instant = Date.parse(time.replace('+0000', 'Z'));
  const offset = offsetMinutes(timeZone, instant);
  const local = new Date(instant + offset * 60_000).toISOString().replace('Z', '');
  const digits = (number: number) => String(Math.trunc(Math.abs(number))).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${digits(offset / 60)}${digits(offset % 60)}`;
}
