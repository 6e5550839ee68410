import type { AwsCoverage } from '../domain/coverage.ts';
import type { Finding } from '../domain/findings/finding.ts';
import { type AwsAnswer, answerOfAws, combinedAnswer } from '../domain/tickets/aws-answer.ts';
import type { TicketMatches } from '../domain/tickets/matching/ticket-matches.ts';
import type { Store } from '../store/store.ts';

/**
 * Returns AWS's answers by ticket key. A ticket whose findings are not known has no answer.
 * @param tickets Keys of tickets with the keys of their findings.
 */
export function answersOfAws(
  { coverage }: Pick<Store, 'coverage'>,
  team: string | undefined,
  findings: readonly Finding[],
  tickets: readonly (readonly [ticket: string, findings: readonly string[]])[],
): Map<string, AwsAnswer> {
  const last = team === undefined ? undefined : coverage.lastRun(team);
  if (team === undefined || tickets.length === 0) return new Map();
  const parts = last ? coverage.ofTeam(team, last.started).filter((part) => part.of === 'aws') : [];
  const byAccount: ReadonlyMap<string, AwsCoverage[]> = Map.groupBy(parts, ({ account }) => account);
  const wanted = new Set(tickets.flatMap(([, keys]) => keys));
  const byKey = new Map(
    findings.flatMap((finding) => (wanted.has(finding.key) ? [[finding.key, finding] as const] : [])),
  );
  return new Map(
    tickets.flatMap(([ticket, keys]) => {
      const own = keys.flatMap((key) => byKey.get(key) ?? []);
      const answer = combinedAnswer(
        own.map((finding) => answerOfAws(finding, byAccount.get(finding.account) ?? [])),
      );
      return answer ? [[ticket, answer] as const] : [];
    }),
  );
}

/** The part of a snapshot that answers come from. */
interface Answered {
  readonly findings: readonly Finding[];
  readonly matches: Pick<TicketMatches, 'matches' | 'several'>;
  readonly awsOf: ReadonlyMap<string, AwsAnswer>;
}

/**
 * Returns AWS's answer about a ticket in review with the age that it has now. A run that finds no difference reads AWS again and
 * makes no new snapshot.
 */
export function answerOfNow(
  store: Pick<Store, 'coverage'>,
  team: string | undefined,
  { findings, matches, awsOf }: Answered,
  ticket: string,
): AwsAnswer | undefined {
  if (!awsOf.has(ticket)) return undefined;
  const { matches: one, several } = matches;
  const keys = several.get(ticket)?.findings ?? [one.get(ticket)?.finding ?? ''];
  return answersOfAws(store, team, findings, [[ticket, keys]]).get(ticket);
}
