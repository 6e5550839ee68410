import { type FindingView, severities } from './findings.ts';

/**
 * The order in which findings ask for attention, in every list: earliest due date first, findings without one last; then
 * the more severe first; then by title and key, so that rows do not move without a reason. For `sort`.
 */
export function byUrgency(a: FindingView, b: FindingView): number {
  return (
    compare(a.ticket?.due ?? '9999', b.ticket?.due ?? '9999') ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.title, b.title) ||
    compare(a.key, b.key)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
