import type { JiraInUse, SettingSource } from '#protocol/account.ts';
import type { AwsInUse } from '#protocol/aws.ts';

/** A value of the configuration file that another source decides. */
export interface DecidedElsewhere {
  /** Keys of the file: `jira`, `site`. */
  readonly path: readonly string[];
  readonly source: Exclude<SettingSource, 'file'>;
  readonly value: string;
}

/** Returns the values that the environment or the settings of windows decide, by their keys in the file. */
export function decidedElsewhere(aws: AwsInUse, jira: JiraInUse): DecidedElsewhere[] {
  const given = [
    { path: ['team'], found: aws.team },
    { path: ['aws', 'profile'], found: aws.profile },
    { path: ['aws', 'region'], found: aws.region },
    { path: ['jira', 'site'], found: jira.site },
    { path: ['jira', 'email'], found: jira.email },
    { path: ['jira', 'project'], found: jira.project },
    { path: ['jira', 'projects'], found: jira.project },
  ];
  return given.flatMap(({ path, found }) =>
    found === undefined || found.source === 'file'
      ? []
      : [{ path, source: found.source, value: found.value }],
  );
}
