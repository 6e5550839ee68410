import { createHash } from 'node:crypto';

/**
 * Returns the Jira label that connects a ticket with a finding: `guardrail-` and the first 16 hex digits of
 * the SHA-256 of the finding's key (UTF-8). The key itself is not a valid label: it contains characters that
 * labels may not contain, and it may be longer than 255 characters.
 */
export function labelOf(findingKey: string): string {
  return `guardrail-${signOf(findingKey)}`;
}

/**
 * Returns the `globalId` of the remote link that connects a ticket with a finding: `guardrail:` and the hash of
 * its label. Jira keeps one remote link of a ticket for each `globalId`.
 */
export function globalIdOf(findingKey: string): string {
  return `guardrail:${signOf(findingKey)}`;
}

const findingLabel = /^guardrail-[0-9a-f]{16}$/;

/** Returns those of the labels that name findings. */
export function findingLabels(labels: readonly string[]): string[] {
  return labels.filter((label) => findingLabel.test(label));
}

/** Number of characters at the end of a label and of a `globalId` that name the finding. */
export const signCharacters = 16;

/** Returns the digits with which a finding's label and `globalId` end. */
export function signOf(findingKey: string): string {
  // A slice of the longer text would keep all of it in memory.
  return createHash('sha256')
    .update(findingKey, 'utf8')
    .digest()
    .toString('hex', 0, signCharacters / 2);
}
