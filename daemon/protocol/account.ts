/** What decides a value: the daemon's environment, the settings of an editor window, or the configuration file. */
export type SettingSource = 'environment' | 'editor' | 'file';

/** What is in use for Jira and what decides it; what is not given is absent. The token itself never travels back. */
export interface JiraInUse {
  readonly site?: { readonly value: string; readonly source: SettingSource };
  readonly email?: { readonly value: string; readonly source: SettingSource };
  readonly project?: { readonly value: string; readonly source: SettingSource };
  readonly token?: { readonly source: SettingSource };
}

/** What a user typed to sign in with. What the environment or the file decides is left out. */
export interface TypedAccount {
  readonly site?: string;
  readonly email?: string;
  readonly token?: string;
}

/** Whom Jira takes the caller for. */
export interface JiraAccount {
  /** Origin. */
  readonly site: string;
  /** The name that Jira shows, on one line. */
  readonly name: string;
}
