import { Refusal } from './answer.ts';
import type { Clock } from './jql-fields.ts';
import { offsetMinutes } from './time-zone.ts';

const unitOf = { day: 'd', week: 'w', month: 'M', year: 'y' } as const;
const dateFunction = /^(start|end)of(day|week|month|year)$/i;
const increment = /^([+-]?)(\d{1,4})([yMwdhm]?)$/;

/**
 * Returns the moment of a function such as `startOfDay()` or `endOfMonth(-1)`, in the user's time zone, as a query would write
 * it; undefined for another function. The argument moves it: `-7d`, or a number of the function's own unit. Weeks begin on
 * Sunday.
 * @throws Refusal 400 for another argument.
 */
export function dateOfFunction(
  name: string,
  given: readonly string[],
  { now, timeZone }: Clock,
): string | undefined {
  const [, edge = '', period = ''] = dateFunction.exec(name) ?? [];
  if (period === '') return undefined;
  const unit = unitOf[period.toLowerCase() as keyof typeof unitOf];
  const local = new Date(now.getTime() + offsetMinutes(timeZone, now.getTime()) * 60_000);
  const isEnd = edge.toLowerCase() === 'end';
  const moment = beginning(local, unit);
  if (isEnd) add(moment, 1, unit);
  if (given.length > 0) {
    const [, sign, count, own] = increment.exec(given[0] ?? '') ?? [];
    if (count === undefined || given.length > 1)
      throw new Refusal(400, [`Invalid increment '${given.join(', ')}' for function '${name}'.`]);
    add(moment, (sign === '-' ? -1 : 1) * Number(count), own || unit);
  }
  if (isEnd) moment.setUTCMinutes(moment.getUTCMinutes() - 1);
  return moment.toISOString().slice(0, 16).replace('T', ' ');
}

function beginning(local: Date, unit: string): Date {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  if (unit === 'y') return new Date(Date.UTC(year, 0, 1));
  if (unit === 'M') return new Date(Date.UTC(year, month, 1));
  return new Date(Date.UTC(year, month, unit === 'w' ? day - local.getUTCDay() : day));
}

function add(moment: Date, count: number, unit: string): void {
  if (unit === 'y') moment.setUTCFullYear(moment.getUTCFullYear() + count);
  else if (unit === 'M') moment.setUTCMonth(moment.getUTCMonth() + count);
  else if (unit === 'w') moment.setUTCDate(moment.getUTCDate() + 7 * count);
  else if (unit === 'd') moment.setUTCDate(moment.getUTCDate() + count);
  else if (unit === 'h') moment.setUTCHours(moment.getUTCHours() + count);
  else moment.setUTCMinutes(moment.getUTCMinutes() + count);
}
