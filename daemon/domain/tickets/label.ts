import { createHash } from 'node:crypto';

/**
 * The Jira label that ties a ticket to a finding: `guardrail-` and the first 16 hex digits of the SHA-256 of the
 * finding's key (UTF-8). A finding's key holds characters a label may not, and may be longer than a label's 255.
 */
export function labelOf(findingKey: string): string {
  return `guardrail-${createHash('sha256').update(findingKey, 'utf8').digest('hex').slice(0, 16)}`;
}
