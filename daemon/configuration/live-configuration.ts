import type { JiraInUse, TypedAccount } from '#protocol/account.ts';
import type { Settings } from '#protocol/settings.ts';
import { Problem } from '../domain/problems/problem.ts';
import { createWindowSettings } from './collect-window-settings.ts';
import {
  type Configuration,
  configurationFrom,
  type Environment,
  settingsOfEnvironment,
} from './configuration.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import {
  jiraMissing,
  jiraProjectMissing,
  jiraSignedOut,
  settingsDiffer,
  teamMissing,
} from './configuration-problems.ts';
import { jiraValueSources } from './jira-value-sources.ts';
import { differencesBetween, mergeSettings } from './merge-window-settings.ts';

/**
 * Keeps the configuration of a daemon that outlives many edits: its environment, the settings of all windows, and the
 * file as it was when it could last be read. A file that cannot be used is a problem to show, not the daemon's end.
 * @param readFile Throws a Problem if the file cannot be used.
 */
export function createLiveConfiguration(env: Environment, readFile: () => ConfigurationFile) {
  const windows = createWindowSettings();
  let file: ConfigurationFile = {};
  let fileProblem: Problem | undefined;
  let configuration = combined();

  function combined(): Configuration {
    return configurationFrom(env, mergeSettings(windows.all(), around()), file);
  }

  function around() {
    const { team, jira: { site, email, project } = {}, aws: { profile, region } = {} } = file;
    const settings = { team, jira: { site, email, project }, aws: { profile, region } } as Settings;
    return { environment: settingsOfEnvironment(env), file: settings };
  }

  /** Reads the file again. Returns whether anything differs from what was in use. */
  function reread(): boolean {
    const before = JSON.stringify([configuration, fileProblem?.message]);
    try {
      file = readFile();
      fileProblem = undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      fileProblem = error;
    }
    configuration = combined();
    return JSON.stringify([configuration, fileProblem?.message]) !== before;
  }

  reread();
  return {
    current: (): Configuration => configuration,
    reread,
    /** Takes one window's settings, and the file as it is now. Returns whether anything differs. */
    take(window: object, settings: Settings): boolean {
      windows.give(window, settings);
      return reread();
    },
    /** The window left: its settings count until it would be back from a reload. */
    leave: windows.leave,
    /** Forgets the token of this window. Returns whether anything differs. */
    signOut(window: object): boolean {
      windows.signOut(window);
      return reread();
    },
    /** Returns the values in use for Jira, each with its source. */
    jira(): JiraInUse {
      const near = around();
      const editor = mergeSettings(windows.all(), near);
      return jiraValueSources(configuration.jira, { ...near, editor });
    },
    /**
     * Returns the access to Jira that would be used if this were typed in an editor; if nothing is typed, the one in use.
     * @throws Problem if something is missing.
     */
    jiraWith(typed: TypedAccount): { site: string; email: string; token: string } {
      const settings = { jira: { ...typed, ...(typed.token !== undefined && { tokenSite: typed.site }) } };
      const isTyped = Object.values(typed).some((value) => value !== undefined);
      const { jira } = isTyped ? configurationFrom(env, settings as Settings, file) : configuration;
      if (!jira) throw jiraMissing();
      const { site, email, token } = jira;
      if (!email || !token) throw jiraSignedOut();
      return { site, email, token };
    },
    /** Returns problems of values in use that the user of this or another window may not expect. */
    warnings(): Problem[] {
      const differences = differencesBetween(windows.all(), around());
      const { jira } = configuration;
      const isSignedIn = jira?.email !== undefined && jira.token !== undefined;
      return [
        ...(differences.length > 0 ? [settingsDiffer(differences)] : []),
        ...(isSignedIn && jira.project === undefined ? [jiraProjectMissing()] : []),
      ];
    },
    /** Returns the problem of a file that cannot be used. */
    fileProblem: () => fileProblem,
    /** Returns the problems that prevent a full sync run. A broken file comes alone, since it may hold the other values. */
    missing(): Problem[] {
      if (fileProblem) return [fileProblem];
      const { team, jira } = configuration;
      return [...(team ? [] : [teamMissing()]), ...jiraProblem(jira)];
    },
  };
}

function jiraProblem(jira: Configuration['jira']): Problem[] {
  if (!jira) return [jiraMissing()];
  return jira.email && jira.token ? [] : [jiraSignedOut()];
}

export type LiveConfiguration = ReturnType<typeof createLiveConfiguration>;
