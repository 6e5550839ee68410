/**
 * Returns the day of a time in this machine's time zone: `2026-11-24`.
 * @param at ISO 8601.
 */
export function dayOf(at: string): string {
  const time = new Date(at);
  const twoDigits = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
}
