import type { Settings } from '#protocol/settings.ts';
import { defined, plainSite } from './configuration.ts';

/** Values that each window may set. The token belongs to the site for which it was typed. */
export const settingNames = [
  'team',
  'jira.site',
  'jira.email',
  'jira.project',
  'aws.profile',
  'aws.region',
  'aws.endpoint',
] as const;
export type SettingName = (typeof settingNames)[number];

/** The settings of one window. */
export interface WindowSettings {
  readonly settings: Settings;
  /** When each value was given, in milliseconds since 1970. */
  readonly since: Readonly<Partial<Record<SettingName | 'jira.token', number>>>;
  /** Every open window wins over windows that left. A window that left contradicts no other window. */
  readonly open: boolean;
}

/** The environment wins over every window. The file counts if no window has the value. */
export interface OtherSources {
  readonly environment: Settings;
  readonly file: Settings;
}

/** Two open windows give different values for one setting. */
export interface Difference {
  readonly name: SettingName;
  /** The value in use. */
  readonly used: string;
  readonly others: readonly string[];
}

/**
 * Merges the settings of all windows value by value. The value that was given last counts; a window that does
 * not give a value removes none. Jira's values count only for their own site: an e-mail address, a project or
 * a token of a window that names another site is left out, and a token brings the e-mail address of its own
 * window. The order of `windows` does not matter.
 */
export function mergeSettings(windows: readonly WindowSettings[], around: OtherSources): Settings {
  const newest = (name: SettingName, among = windows) => candidatesFor(name, among)[0]?.value;
  const site = newest('jira.site');
  const used = siteInUse(windows, around);
  const ofSite = windowsOf(windows, used, around);
  const signedIn = tokens(windows, used, used === plainSite(site) && !around.environment.jira?.site)[0];
  const email =
    signedIn?.window.settings.jira?.email ??
    (signedIn && around.file.jira?.email ? undefined : newest('jira.email', ofSite));
  return {
    ...defined({ team: newest('team') }),
    jira: defined({
      site,
      email,
      project: newest('jira.project', ofSite),
      allowHttp: allowedHttp(windows),
      token: signedIn?.token,
      tokenSite: signedIn && used,
    }),
    aws: defined({
      profile: newest('aws.profile'),
      region: newest('aws.region'),
      endpoint: newest('aws.endpoint'),
    }),
  };
}

/** Every window may allow a host. A window that left allows nothing any more. */
function allowedHttp(windows: readonly WindowSettings[]): readonly string[] | undefined {
  const hosts = windows.flatMap(({ open, settings }) => (open ? (settings.jira?.allowHttp ?? []) : []));
  return hosts.length === 0 ? undefined : [...new Set(hosts)].sort();
}

/** Returns the settings in which open windows contradict each other, unless the environment decides them. */
export function differencesBetween(windows: readonly WindowSettings[], around: OtherSources): Difference[] {
  const open = windows.filter((window) => window.open);
  const used = siteInUse(windows, around);
  const merged = mergeSettings(windows, around);
  return settingNames.flatMap((name) => {
    if (valueIn(around.environment, name) !== undefined) return [];
    const ofJira = name === 'jira.email' || name === 'jira.project';
    const given = candidatesFor(name, ofJira ? windowsOf(open, used, around) : open);
    const values = [...new Set(given.map(({ value }) => plain(name, value)))];
    const inUse = plain(name, valueIn(merged, name));
    return values.length < 2
      ? []
      : [{ name, used: inUse, others: values.filter((value) => value !== inUse) }];
  });
}

function siteInUse(
  windows: readonly WindowSettings[],
  { environment, file }: OtherSources,
): string | undefined {
  return plainSite(
    environment.jira?.site ?? candidatesFor('jira.site', windows)[0]?.value ?? file.jira?.site,
  );
}

/**
 * Returns the windows whose e-mail address and project are for this site. Returns all windows if the
 * environment names the site.
 */
function windowsOf(
  windows: readonly WindowSettings[],
  site: string | undefined,
  { environment }: OtherSources,
) {
  if (environment.jira?.site !== undefined) return windows;
  return windows.filter(
    ({ settings: { jira } }) => jira?.site === undefined || plainSite(jira.site) === site,
  );
}

/**
 * @param chosen Whether a window chose the site. If one did, a token that names no site was not typed for it.
 */
function tokens(windows: readonly WindowSettings[], site: string | undefined, chosen: boolean) {
  return windows
    .flatMap((window) => {
      const { token, tokenSite, site: own } = window.settings.jira ?? {};
      const typedFor = plainSite(tokenSite ?? own);
      const fits = typedFor === undefined ? !chosen : typedFor === site;
      return token !== undefined && fits
        ? [{ window, token, value: token, open: window.open, since: window.since['jira.token'] ?? 0 }]
        : [];
    })
    .sort(newestFirst);
}

function candidatesFor(name: SettingName, windows: readonly WindowSettings[]) {
  return windows
    .flatMap(({ settings, since, open }) => {
      const value = valueIn(settings, name);
      return value === undefined ? [] : [{ value, open, since: since[name] ?? 0 }];
    })
    .sort(newestFirst);
}

interface Candidate {
  readonly value: string;
  readonly open: boolean;
  readonly since: number;
}

/** If two values have the same time, the value decides. So a restart of the daemon changes nothing. */
function newestFirst(a: Candidate, b: Candidate): number {
  return (
    Number(b.open) - Number(a.open) ||
    b.since - a.since ||
    (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)
  );
}

export function valueIn(settings: Settings, name: SettingName | 'jira.token'): string | undefined {
  const [group, member] = name.split('.') as [keyof Settings, string | undefined];
  const values = settings[group];
  if (member === undefined) return typeof values === 'string' ? values : undefined;
  return (values as Readonly<Record<string, unknown>> | undefined)?.[member] as string | undefined;
}

function plain(name: SettingName, value: string | undefined): string {
  if (value === undefined) return '';
  if (name === 'jira.site') return plainSite(value) ?? '';
  return name === 'jira.email' ? value.toLowerCase() : value;
}
