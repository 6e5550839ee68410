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

/** As the project: tickets of every team, chosen on purpose. Without a project, only tickets of the team's findings count. */
export const everyProject = '*';

export interface JiraProject {
  readonly key: string;
  /** On one line. */
  readonly name: string;
}

/** The projects that the account may see, in the order of their keys. */
export interface JiraProjects {
  readonly projects: readonly JiraProject[];
  /** Jira has more than are listed. */
  readonly more: boolean;
}
