import type { Problem } from '../../domain/problems/problem.ts';

/**
 * The beginnings of problem codes, ordered by how much such a problem stops; the first that fits counts. A code that is
 * not listed is a problem of Guardrail itself (its store, its disk), which may stop everything.
 */
const ranks: readonly (readonly [beginning: string, rank: number])[] = [
  ['configuration-', 0],
  ['team-', 2],
  ['settings-', 2],
  ['aws-', 3],
  ['aggregator-', 3],
  ['organization-', 3],
  ['jira-', 4],
  ['', 1],
];

/** Returns one problem for each code, the worst first. Problems of the same rank keep their order. */
export function worstFirst(problems: readonly Problem[]): Problem[] {
  const byCode = new Map<string, Problem>();
  for (const problem of problems) if (!byCode.has(problem.code)) byCode.set(problem.code, problem);
  return [...byCode.values()].sort((a, b) => rankOf(a.code) - rankOf(b.code));
}

function rankOf(code: string): number {
  return ranks.find(([beginning]) => code.startsWith(beginning))?.[1] ?? 0;
}
