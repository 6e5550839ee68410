import type { MoveField } from '#protocol/move-fields.ts';

export type TypedValue =
  | { readonly ok: true; readonly value: string | string[] }
  | { readonly ok: false; readonly fault: 'missing' | 'number' | 'date' | 'datetime' };

/**
 * Returns a typed text as the value of its field. A time is typed in local time and sent with its offset. The daemon checks
 * every value again: this only keeps a mistake in the box in which it was made.
 */
export function typedValue(
  { control, required, hasDefault }: Pick<MoveField, 'control' | 'required' | 'hasDefault'>,
  typed: string,
): TypedValue {
  const text = typed.trim();
  if (text === '') {
    return required && !hasDefault ? { ok: false, fault: 'missing' } : { ok: true, value: '' };
  }
  // Digits of a Japanese keyboard may be full-width.
  const plain = text.normalize('NFKC');
  switch (control) {
    case 'number':
      return Number.isFinite(Number(plain)) ? { ok: true, value: plain } : { ok: false, fault: 'number' };
    case 'date':
      return isDay(plain) ? { ok: true, value: plain } : { ok: false, fault: 'date' };
    case 'datetime': {
      const [, day = '', time = ''] = time24.exec(plain) ?? [];
      const moment = new Date(`${day}T${time}`);
      const isTime = isDay(day) && !Number.isNaN(moment.getTime());
      return isTime ? { ok: true, value: moment.toISOString() } : { ok: false, fault: 'datetime' };
    }
    case 'labels':
      return { ok: true, value: text.split(/\s+/) };
    default:
      return { ok: true, value: text };
  }
}

/** A day and a local time; with an offset in the form that this function returns. */
const time24 = /^(\d{4}-\d\d-\d\d)[ T]+(\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)$/;

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
