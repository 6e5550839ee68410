import type { TicketSelection } from '../../domain/tickets/selection.ts';

/** Label of the team's tickets if neither a project nor JQL is configured. */
export const ownLabel = 'guardrail';

/** Returns the condition that a ticket of the selection meets, whatever its age. */
export function belongs({ projects = [], jql }: TicketSelection): string {
  const [only, ...others] = projects.map(quoted);
  return [
    ...(only === undefined
      ? []
      : [others.length === 0 ? `project = ${only}` : `project in (${[only, ...others].join(', ')})`]),
    ...(jql === undefined ? [] : [`(${jql})`]),
    ...(only === undefined && jql === undefined ? [`labels = ${ownLabel}`] : []),
  ].join(' AND ');
}

/** Returns the condition for the tickets that are read. */
export function isRead(selection: TicketSelection): string {
  const { doneDays } = selection;
  // The category and not the resolution: many workflows end without a resolution.
  const recent = doneDays === undefined ? '' : ` AND (statusCategory != Done OR updated >= -${doneDays}d)`;
  return belongs(selection) + recent;
}

/** Returns a value as JQL's own text, which cannot become a part of the query. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
