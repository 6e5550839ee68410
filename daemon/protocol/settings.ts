import { notification } from './message.ts';
import { list, number, object, optional, record, text, type ValueOf } from './schema.ts';

const value = optional(text({ minCharacters: 1 }));

/** The values that a client asks the daemon to use; each may be absent. Secrets are kept in memory only. */
export const settings = object({
  team: value,
  jira: optional(
    object({
      site: value,
      email: value,
      token: value,
      /** The site that the token was typed for, which need not be in the settings; absent: `site`. */
      tokenSite: value,
      project: value,
      /** Hosts for which this machine allows http. */
      allowHttp: optional(list(text({ minCharacters: 1, maxCharacters: 300 }))),
    }),
  ),
  aws: optional(object({ profile: value, region: value, endpoint: value })),
  configFile: value,
  /** When each value (`team`, `jira.site` …) was given, in ms since 1970; absent: when it arrives. */
  since: optional(record(number)),
});
export type Settings = ValueOf<typeof settings>;

/** The window's machine settings or its Jira token changed. Other windows keep theirs. */
export const settingsChanged = notification({
  method: 'guardrail/settings/changed',
  sender: 'window',
  params: settings,
});
