import type { AwsCoverage } from '../domain/coverage.ts';
import type { Finding } from '../domain/findings/finding.ts';
import { type AwsAnswer, answerOfAws, combinedAnswer } from '../domain/tickets/aws-answer.ts';
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
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
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
