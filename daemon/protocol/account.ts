import { request, returns } from './message.ts';
import { nothing, object, optional, text, type ValueOf } from './schema.ts';

/** The source that decides a value: the daemon's environment, an editor window's settings, or the configuration file. */
export type SettingSource = 'environment' | 'editor' | 'file';

/** The values in use for Jira with the source of each; absent if not given. The daemon never returns the token. */
export interface JiraInUse {
  readonly site?: { readonly value: string; readonly source: SettingSource };
  readonly email?: { readonly value: string; readonly source: SettingSource };
  readonly project?: { readonly value: string; readonly source: SettingSource };
  readonly token?: { readonly source: SettingSource };
  /** How the site was reached; absent until its tickets were read. */
  readonly connection?: JiraConnectionFacts;
}

const typed = optional(text({ minCharacters: 1, maxCharacters: 2_000 }));

/** The values that a user typed to sign in. Values that the environment or the file decides are left out. */
export const typedAccount = object({ site: typed, email: typed, token: typed });
export type TypedAccount = ValueOf<typeof typedAccount>;

/** The kind of a Jira deployment: Atlassian's own, or a company's (Server has the same interface as Data Center). */
export type JiraKind = 'cloud' | 'data-center';

/** A site before the user signs in. */
export interface JiraSite {
  /** Address: its origin, and the context path if it has one. */
  readonly site: string;
  readonly kind: JiraKind;
  /** Version of Data Center; absent if the site does not report it. */
  readonly version?: string;
}

/** How a site is reached. */
export interface JiraConnectionFacts {
  readonly kind: JiraKind;
  /** Version of Data Center; absent if the site does not report it. */
  readonly version?: string;
  /** Requests go through Atlassian's gateway (`api.atlassian.com`): the token has scopes, or a service account uses it. */
  readonly gateway?: true;
  /** When the token ends, ISO 8601; absent if the site does not report it. */
  readonly tokenExpires?: string;
  /** As its user named the token, on one line. */
  readonly tokenName?: string;
}

/** The account that Jira recognizes. */
export interface JiraAccount extends JiraConnectionFacts {
  /** Address. */
  readonly site: string;
  /** The name that Jira shows, on one line. */
  readonly name: string;
}

/**
 * A value of the project: the user chose the tickets of every team. Without a project, only tickets of the team's findings
 * count.
 */
export const everyProject = '*';

export interface JiraProject {
  readonly key: string;
  /** On one line. */
  readonly name: string;
}

/** The projects that the account can see, in the order of their keys. */
export interface JiraProjects {
  readonly projects: readonly JiraProject[];
  /** Jira has more projects than are listed. */
  readonly more: boolean;
}

/** To show which account is used, and which source decides it. Returns no secret. */
export const getJiraInUse = request({
  method: 'guardrail/jira/inUse',
  sender: 'window',
  params: nothing,
  result: returns<JiraInUse>(),
});

/** Asks the typed site for its kind, which decides what the user must type next. Stores nothing. */
export const readJiraSite = request({
  method: 'guardrail/jira/site',
  sender: 'window',
  params: typedAccount,
  result: returns<JiraSite>(),
});

/** Asks Jira which account the typed values are for, together with those of the environment and the file. Stores nothing. */
export const checkJira = request({
  method: 'guardrail/jira/check',
  sender: 'window',
  params: typedAccount,
  result: returns<JiraAccount>(),
});

/** The projects that the typed account can see; if nothing is typed, those of the account in use. Stores nothing. */
export const listJiraProjects = request({
  method: 'guardrail/jira/projects',
  sender: 'window',
  params: typedAccount,
  result: returns<JiraProjects>(),
});

/**
 * Forgets this window's token, also where other windows have it. Returns the values that are then in use: another window may
 * still be signed in with another token.
 */
export const signOutOfJira = request({
  method: 'guardrail/jira/signOut',
  sender: 'window',
  params: nothing,
  result: returns<JiraInUse>(),
});
