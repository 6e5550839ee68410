import { type FindingView, severities } from '#protocol/findings.ts';
import { byUrgency } from '#protocol/urgency.ts';

/**
 * Returns the finding that explains the most to a new user: its ticket waits for a review, a template certainly declares its
 * resource, and a change of a template fixes it. Of those, the most severe and urgent.
 */
export function firstFinding(findings: Iterable<FindingView>): FindingView | undefined {
  return [...findings]
    .filter(({ source, ticket, link }) => source === 'config' && ticket?.state === 'todo' && link?.place)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || byUrgency(a, b))[0];
}
