import type { JiraConnectionFacts } from '#protocol/account.ts';
import { type Problem, problem } from '../problems/problem.ts';

/** The user is warned this long before a token ends, so that there is time to create another. */
const warningDays = 14;
/** Data Center's oldest version that Guardrail is made for: major and minor. */
const oldestVersion = [10, 3] as const;
const dayMs = 24 * 60 * 60_000;

/**
 * Returns what the user should know about a connection that works: the token ends soon, or the version of Data
 * Center is older than those that Guardrail is made for.
 * @param site Its address.
 */
export function connectionWarnings(site: string, facts: JiraConnectionFacts, now: Date): Problem[] {
  const { version, tokenExpires, tokenName: name } = facts;
  const warnings: Problem[] = [];
  if (version !== undefined && isOld(version)) warnings.push(problem('jira-too-old', { site, version }));
  if (tokenExpires !== undefined && Date.parse(tokenExpires) - now.getTime() <= warningDays * dayMs) {
    const date = tokenExpires.slice(0, 10);
    warnings.push(problem('jira-token-expires', { site, date, ...(name && { name }) }));
  }
  return warnings;
}

function isOld(version: string): boolean {
  const [, major, minor] = /^(\d{1,6})(?:\.(\d{1,6}))?/.exec(version) ?? [];
  if (major === undefined) return false;
  const [oldestMajor, oldestMinor] = oldestVersion;
  return Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor ?? 0) < oldestMinor);
}
