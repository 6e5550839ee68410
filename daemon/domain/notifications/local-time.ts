/** A moment as the clock of a time zone shows it. */
export interface LocalTime {
  /** Calendar date, `2026-11-23`. */
  readonly day: string;
  /** Minutes since midnight by that clock, 0 to 1439. */
  readonly minutes: number;
}

/** Returns the local time of a moment. @param timeZone An IANA name. An unknown one counts as UTC. */
export function localTimeIn(timeZone: string, moment: Date): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: [parts.get('year'), parts.get('month'), parts.get('day')].join('-'),
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** Returns minutes since midnight, `undefined` for a text that is no time of day. @param text `09:00` */
export function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

const fields = {
  ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
  ...({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
};

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-CA', { ...fields, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...fields, timeZone: 'UTC' });
  }
}
