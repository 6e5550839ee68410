import { failingSince } from '../findings/failing-since.ts';
import type { Finding } from '../findings/finding.ts';

/** A failure that began earlier is not said any more: no window was open for that long. */
const maxNewsDays = 7;
const dayMs = 24 * 60 * 60_000;

/**
 * Returns whether a finding that fails is news: it began to fail after its place was read for the first time, so that the first
 * reading of an account or a region says nothing.
 * @param firstReadAt When the first complete reading of its place began, ISO 8601. Absent: it was never read completely.
 */
export function isNews(
  finding: Pick<Finding, 'firstSeen' | 'reopenedAt'>,
  firstReadAt: string | undefined,
): boolean {
  return firstReadAt !== undefined && failingSince(finding) > firstReadAt;
}

/** Returns whether something is too old to be said. */
export function isOld(since: string, now: Date): boolean {
  return now.getTime() - Date.parse(since) > maxNewsDays * dayMs;
}
