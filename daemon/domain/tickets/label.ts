import { createHash } from 'node:crypto';

/**
 * Returns the Jira label that connects a ticket with a finding: `guardrail-` and the first 16 hex digits of
 * the SHA-256 of the finding's key (UTF-8). The key itself is not a valid label: it contains characters that
 * labels may not contain, and it may be longer than 255 characters.
 */
export function labelOf(findingKey: string): string {
  return `guardrail-${hashOf(findingKey)}`;
}

/**
 * Returns the `globalId` of the remote link that connects a ticket with a finding: `guardrail:` and the hash of
 * its label. Jira keeps one remote link of a ticket for each `globalId`.
 */
export function globalIdOf(findingKey: string): string {
  return `guardrail:${hashOf(findingKey)}`;
}

function hashOf(findingKey: string): string {
  return createHash('sha256').update(findingKey, 'utf8').digest('hex').slice(0, 16);
}
