import type { Settings } from '#protocol/settings.ts';
import type { Locale } from '../base/text.ts';
import type { AwsAccess } from '../domain/accounts/access.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';
import type { StatusNames } from '../domain/tickets/ticket.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import { type ChosenTickets, projectInFile } from './jira-project.ts';

/** The daemon's configuration, combined from its sources. A part that is absent is not configured. */
export interface Configuration {
  readonly team?: TeamSettings;
  readonly aws: AwsAccess;
  readonly jira?: JiraSettings;
  readonly statuses: StatusNames;
  /** Minutes between two sync runs while a window is open. */
  readonly pollMinutes: number;
}

export interface JiraSettings extends ChosenTickets {
  readonly site: string;
  readonly email?: string;
  readonly token?: string;
  /** Of `ticketPattern`: reads the team's own form of tickets. */
  readonly ticketPattern?: string;
  /** Hosts for which this machine allows http. */
  readonly allowHttp?: readonly string[];
  /** Origin that replaces Atlassian's gateway for a site on this machine, for tests. */
  readonly gateway?: string;
  /** Language of Guardrail's comments. Absent: the language of the account. */
  readonly language?: Locale;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Combines the sources value by value: the environment wins over VS Code's machine settings, and those win
 * over the configuration file. The SDK reads AWS's own variables itself. Those that choose an account or a
 * host are also listed here, so that a command can compare whether it and the daemon use the same
 * organization.
 */
export function configurationFrom(
  environment: Environment,
  settings: Settings,
  file: ConfigurationFile,
): Configuration {
  const env = settingsOfEnvironment(environment);
  const team = env.team ?? settings.team ?? file.team;
  const site = plainSite(env.jira?.site ?? settings.jira?.site ?? file.jira?.site);
  return {
    ...(team !== undefined && {
      team: defined({
        team,
        accounts: file.accounts && accountsOf(file),
        regions: file.regions && unique(file.regions),
        aggregator: file.aws?.aggregator,
      }),
    }),
    aws: defined({
      profile: env.aws?.profile ?? settings.aws?.profile ?? file.aws?.profile,
      region: env.aws?.region ?? settings.aws?.region ?? file.aws?.region,
      endpoint: env.aws?.endpoint ?? settings.aws?.endpoint,
    }),
    ...(site !== undefined && {
      jira: defined({
        site,
        email: env.jira?.email ?? settings.jira?.email ?? file.jira?.email,
        token: env.jira?.token ?? tokenFor(site, settings),
        allowHttp: allowedHttp(settings, file),
        gateway: given(environment.GUARDRAIL_JIRA_GATEWAY),
        project: env.jira?.project ?? settings.jira?.project ?? projectInFile(file),
        jql: file.jira?.jql,
        doneDays: file.jira?.doneDays,
        ticketPattern: file.jira?.ticketPattern,
        language: file.jira?.language,
      }),
    }),
    statuses: defined(file.jira?.statuses ?? {}),
    pollMinutes: file.pollMinutes ?? 10,
  };
}

/**
 * Returns each account and each region once, in the order of the file. An account that is listed several times
 * is read with the access of its first entry, in the regions of all its entries.
 */
function accountsOf({ accounts, regions }: ConfigurationFile) {
  const byId = new Map<string, NonNullable<typeof accounts>[number]>();
  for (const account of accounts ?? []) {
    const first = byId.get(account.id);
    const both = [first?.regions ?? regions, account.regions ?? regions];
    const all = both.every((some) => some !== undefined) ? both.flat() : undefined;
    byId.set(account.id, first ? { ...first, regions: all } : account);
  }
  return [...byId.values()].map((account) =>
    defined({ ...account, regions: account.regions && unique(account.regions) }),
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Returns the hosts of the machine's settings and of the user's file; `undefined` without any. */
function allowedHttp({ jira }: Settings, file: ConfigurationFile): readonly string[] | undefined {
  const hosts = unique([...(jira?.allowHttp ?? []), ...(file.jira?.allowHttp ?? [])]);
  return hosts.length === 0 ? undefined : hosts;
}

/**
 * A token that was typed in the editor was typed for one site. It must not be sent to another site that the
 * environment names.
 */
function tokenFor(site: string, { jira }: Settings): string | undefined {
  const typedFor = plainSite(jira?.tokenSite ?? jira?.site);
  return typedFor === undefined || typedFor === site ? jira?.token : undefined;
}

/**
 * Returns the normalized name of a site. Waiting reviews and known tickets belong to that name. The case
 * of scheme and host, trailing slashes and the scheme's default port do not matter. A context path keeps its case.
 */
export function plainSite(site: string | undefined): string | undefined {
  return site
    ?.trim()
    .replace(/\/+$/, '')
    .replace(/^(?:\w+:\/\/)?[^/]*/, (origin) => origin.toLowerCase())
    .replace(/^(https:\/\/[^/]+):443(?=\/|$)|^(http:\/\/[^/]+):80(?=\/|$)/, '$1$2');
}

/** Returns the values of the environment in the shape that a client sends. */
export function settingsOfEnvironment(env: Environment): Settings {
  return {
    ...defined({ team: given(env.GUARDRAIL_TEAM) }),
    jira: defined({
      site: plainSite(given(env.GUARDRAIL_JIRA_SITE)),
      email: given(env.GUARDRAIL_JIRA_EMAIL),
      token: given(env.GUARDRAIL_JIRA_TOKEN),
      project: given(env.GUARDRAIL_JIRA_PROJECT),
    }),
    aws: defined({
      profile: given(env.AWS_PROFILE),
      region: given(env.AWS_REGION) ?? given(env.AWS_DEFAULT_REGION),
      endpoint: given(env.AWS_ENDPOINT_URL),
    }),
  };
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Returns the object without the entries that are `undefined`. */
export function defined<T extends object>(entries: T): Defined<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Defined<T>;
}
