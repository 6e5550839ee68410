import type { DaemonLogLine } from '#protocol/log.ts';

/** The channel shows the time at which it got a line. A line that is older says its own time. */
const maxAgeMs = 2_000;

/** Returns a line of the daemon's log as text: `[sync] Sync run ended. duration: 312, problems: none`. */
export function logText({ at, area, event, fields }: DaemonLogLine, now: Date): string {
  const age = now.getTime() - Date.parse(at);
  const facts = Object.entries(fields).map(([name, value]) => `${name}: ${valueText(value)}`);
  const sentence = event.charAt(0).toUpperCase() + event.slice(1);
  return [`[${area}]`, age > maxAgeMs && `(${at})`, `${sentence}.`, facts.join(', ')]
    .filter(Boolean)
    .join(' ');
}

/** Returns a line of the log's file; `undefined` if it is damaged. */
export function logLineIn(text: string): DaemonLogLine | undefined {
  try {
    const { at, level, event, area = 'daemon', ...fields } = JSON.parse(text);
    const isKnown = level === 'info' || level === 'warn' || level === 'error';
    return typeof at === 'string' && typeof event === 'string' && isKnown
      ? { at, level, area: String(area), event, fields }
      : undefined;
  } catch {
    return undefined;
  }
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { name, message, stack, ...others } = value as Record<string, unknown>;
  if (typeof message === 'string') return `${name ?? 'Error'}: ${message}${stack ? ` | ${stack}` : ''}`;
  const all = { ...(name !== undefined && { name }), ...(stack !== undefined && { stack }), ...others };
  return (
    Object.entries(all)
      .map(([key, each]) => `${key} ${valueText(each)}`)
      .join(' ') || 'none'
  );
}
