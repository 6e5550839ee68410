import type { Finding } from './finding.ts';

/** Returns when a finding began to fail, or failed again. ISO 8601. */
export function failingSince({ firstSeen, reopenedAt }: Pick<Finding, 'firstSeen' | 'reopenedAt'>): string {
  return reopenedAt ?? firstSeen;
}
