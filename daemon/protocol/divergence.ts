/**
 * How a finding and its ticket disagree, in the order in which a person looks at them:
 * - `resolved-open`: AWS no longer reports the finding, and its ticket is not done.
 * - `reopened`: the finding was resolved and fails again, or the ticket was done and is open again. Only recorded facts count.
 * - `done-failing`: the ticket is done, AWS still reports the finding, and it is not known to be intended.
 * - `duplicate`: several open tickets track the finding.
 * - `without-ticket`: the finding fails, and all tickets were read.
 * - `without-finding`: the ticket is open, and everything that it may be about was read.
 */
export const divergenceCodes = [
  'resolved-open',
  'reopened',
  'done-failing',
  'duplicate',
  'without-ticket',
  'without-finding',
] as const;
export type DivergenceCode = (typeof divergenceCodes)[number];

/** One divergence, with what to do about it. */
export interface DivergenceView {
  readonly code: DivergenceCode;
  /** Says what differs, in whole sentences; in the session's language. */
  readonly text: string;
  /** The suggested next step; in the session's language. */
  readonly next: string;
  /** Since when, if that was recorded. ISO 8601, UTC. */
  readonly since?: string;
  /** AWS could not be read there last time, so this may be out of date; `text` says so, too. */
  readonly unread?: true;
  /** Only of a `duplicate`: the open tickets, sorted, 20 at most. */
  readonly tickets?: readonly string[];
  /** Only of a `duplicate`: the ticket that stands for the finding. */
  readonly used?: string;
}

/** Numbers of findings and tickets by code. A divergence between a finding and its ticket counts once. */
export type DivergenceCounts = Readonly<Partial<Record<DivergenceCode, number>>>;

/** Returns whether one of the divergences has this code. */
export function hasDivergence(
  { divergences }: { readonly divergences?: readonly Pick<DivergenceView, 'code'>[] },
  code: DivergenceCode,
): boolean {
  return divergences?.some((each) => each.code === code) === true;
}
