import type { Configuration } from '../configuration.ts';

/** One difference between two configurations, for a sentence. */
export type ConfigurationChange =
  | { readonly kind: 'accounts'; readonly added: number; readonly removed: number }
  /** `key` as in the file. */
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'removed'; readonly key: string };

/** Returns the differences between the values in use, in the order of the file. */
export function changesBetween(before: Configuration, after: Configuration): ConfigurationChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changes = [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap(
    (key): ConfigurationChange[] => {
      const value = now[key];
      if (value === old[key]) return [];
      return value === undefined ? [{ kind: 'removed', key }] : [{ kind: 'set', key, value }];
    },
  );
  const accounts = changeOfAccounts(before, after);
  return accounts ? [accounts, ...changes] : changes;
}

function changeOfAccounts(before: Configuration, after: Configuration): ConfigurationChange | undefined {
  const [old, now] = [before.team?.accounts ?? [], after.team?.accounts ?? []];
  if (JSON.stringify(old) === JSON.stringify(now)) return undefined;
  const missing = (from: typeof old, ids: typeof old) =>
    from.filter(({ id }) => !ids.some((each) => each.id === id)).length;
  return { kind: 'accounts', added: missing(now, old), removed: missing(old, now) };
}

/** Returns the values in use by their keys in the file, without those that are absent. */
function valuesOf({ team, aws, jira, statuses, pollMinutes }: Configuration): Record<string, string> {
  const values = {
    team: team?.team,
    pollMinutes: String(pollMinutes),
    regions: team?.regions?.join(', '),
    'aws.profile': aws.profile,
    'aws.region': aws.region,
    'aws.aggregator': team?.aggregator,
    'jira.site': jira?.site,
    'jira.email': jira?.email,
    'jira.project': jira?.project,
    'jira.jql': jira?.jql,
    'jira.ticketPattern': jira?.ticketPattern,
    'jira.doneDays': jira?.doneDays === undefined ? undefined : String(jira.doneDays),
    'jira.allowHttp': jira?.allowHttp?.join(', '),
    'jira.language': jira?.language,
    'jira.statuses.todo': statuses.todo?.join(', '),
    'jira.statuses.review': statuses.review?.join(', '),
    'jira.statuses.done': statuses.done?.join(', '),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
