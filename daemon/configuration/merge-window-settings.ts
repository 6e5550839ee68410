import type { Settings } from '#protocol/settings.ts';
import { defined, plainSite } from './configuration.ts';

/** Values of which each window may have its own. The token goes with the site that it was typed for. */
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
  /** When each value was given, in ms since 1970. */
  readonly since: Readonly<Partial<Record<SettingName | 'jira.token', number>>>;
  /** Every open window outweighs one that left, which contradicts none. */
  readonly open: boolean;
}

/** The environment outweighs every window; the file counts if no window has a value. */
export interface OtherSources {
  readonly environment: Settings;
  readonly file: Settings;
}

/** Two open windows give different values. */
export interface Difference {
  readonly name: SettingName;
  /** The value in use. */
  readonly used: string;
  readonly others: readonly string[];
}

/**
 * One window's settings out of all of them, value by value: the value that was given last counts, and a window that does
 * not give one takes none away. Jira's values count for their own site: an e-mail address, a project or a token of a
 * window that names another site is left out, and a token brings its own window's e-mail address. The order of `windows`
 * does not matter.
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

/** Returns the settings in which open windows contradict each other and the environment does not decide. */
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

/** The windows whose e-mail address and project are for this site: all of them if the environment names it. */
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

/** @param chosen The site is another window's choice: a token that names no site was not typed for it. */
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

/** Of equal moments the value decides, so that a restart of the daemon changes nothing. */
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
  return (values as Readonly<Record<string, string | undefined>> | undefined)?.[member];
}

function plain(name: SettingName, value: string | undefined): string {
  if (value === undefined) return '';
  if (name === 'jira.site') return plainSite(value) ?? '';
  return name === 'jira.email' ? value.toLowerCase() : value;
}
