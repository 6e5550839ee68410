import type { AwsCoverage } from '../coverage.ts';
import type { Finding } from '../findings/finding.ts';

/** The finding of a ticket as AWS was read last. */
export interface AwsAnswer {
  readonly state: 'failing' | 'resolved';
  /** ISO 8601. Set if resolved. */
  readonly resolvedAt?: string;
  /** When the finding's source was last read completely in its account and region, ISO 8601. Absent: never. */
  readonly readAt?: string;
  /** The last attempt did not read it, so the state may be out of date. */
  readonly isUnread: boolean;
}

/** The region of findings of IAM and of the whole account. A source reads them in one or several regions. */
const global = 'global';

/** @param parts What the last attempts at the team's accounts and regions read. */
export function answerOfAws(
  { account, region, source, resolvedAt }: Finding,
  parts: readonly AwsCoverage[],
): AwsAnswer {
  const own = parts.filter(
    (part) =>
      part.account === account &&
      part.source === source &&
      (part.region === region || region === global || part.region === global),
  );
  const isUnread = own.length === 0 || own.some(({ problem, skipped }) => problem !== undefined || skipped);
  // Of several regions the oldest time counts: the finding may be in any of them.
  const times = own.map(({ readAt = '' }) => readAt).sort();
  const readAt = times[0] ?? '';
  return {
    state: resolvedAt === undefined ? 'failing' : 'resolved',
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(readAt !== '' && { readAt }),
    isUnread,
  };
}

/**
 * Returns one answer for a ticket with several findings: it fails while one of them fails, was resolved with the last, and is as
 * old as the oldest. Returns `undefined` without a finding.
 */
export function combinedAnswer(answers: readonly AwsAnswer[]): AwsAnswer | undefined {
  const [first] = answers;
  if (first === undefined || answers.length === 1) return first;
  const isFailing = answers.some(({ state }) => state === 'failing');
  const resolvedAt = answers.map((answer) => answer.resolvedAt ?? '').sort();
  const readAt = answers.map((answer) => answer.readAt ?? '').sort();
  return {
    state: isFailing ? 'failing' : 'resolved',
    ...(!isFailing && { resolvedAt: resolvedAt.at(-1) ?? '' }),
    ...(readAt[0] && { readAt: readAt[0] }),
    isUnread: answers.some(({ isUnread }) => isUnread),
  };
}
