import type { JiraInUse, TypedAccount } from '#protocol/account.ts';
import type { AwsInUse } from '#protocol/aws.ts';
import type { Settings } from '#protocol/settings.ts';
import { Problem } from '../domain/problems/problem.ts';
import { awsValueSources } from './aws-value-sources.ts';
import { createWindowSettings } from './collect-window-settings.ts';
import {
  type Configuration,
  configurationFrom,
  defined,
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
import { isChosen, projectInFile } from './jira-project.ts';
import { jiraValueSources } from './jira-value-sources.ts';
import { differencesBetween, mergeSettings } from './merge-window-settings.ts';

/**
 * Keeps the configuration of a daemon while its sources change: the environment, the settings of all windows,
 * and the last version of the file that could be read. A file that cannot be used is a problem to show; it
 * does not end the daemon.
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
    const { team, jira: { site, email } = {}, aws: { profile, region } = {} } = file;
    const jira = { site, email, project: projectInFile(file) };
    const settings = { team, jira, aws: { profile, region } } as Settings;
    return { environment: settingsOfEnvironment(env), file: settings };
  }

  /** @throws Problem if no site is given or configured. */
  function jiraOf(typed: TypedAccount) {
    const isTyped = Object.values(typed).some((value) => value !== undefined);
    const { allowHttp } = mergeSettings(windows.all(), around()).jira ?? {};
    const settings = {
      jira: { ...typed, allowHttp, ...(typed.token !== undefined && { tokenSite: typed.site }) },
    };
    const { jira } = isTyped ? configurationFrom(env, settings as Settings, file) : configuration;
    if (!jira) throw jiraMissing();
    const { site, email, token, gateway } = jira;
    return defined({ site, email, token, allowHttp: jira.allowHttp, gateway });
  }

  /** Reads the file again. Returns whether the configuration changed. */
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
    /** Takes one window's settings and reads the file again. Returns whether the configuration changed. */
    take(window: object, settings: Settings): boolean {
      windows.give(window, settings);
      return reread();
    },
    /** Marks the window as left. Its settings count for as long as a reload may take. */
    leave: windows.leave,
    /** Forgets the token of this window, also where other windows have it. Returns whether the configuration changed. */
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
    /** Returns the values in use for the team and for AWS, each with its source. */
    aws(): AwsInUse {
      const near = around();
      const accounts = configuration.team?.accounts ?? file.accounts;
      return {
        ...awsValueSources({ ...near, editor: mergeSettings(windows.all(), near) }),
        ...(accounts && { accounts: accounts.length }),
      };
    },
    /**
     * Returns the access to Jira that the typed values give, or the access in use if nothing is typed.
     * @throws Problem if a value is missing.
     */
    jiraWith(typed: TypedAccount) {
      const { token, ...site } = jiraOf(typed);
      if (!token) throw jiraSignedOut();
      return { ...site, token };
    },
    /** Like `jiraWith`, for a site to which the user has not signed in yet. */
    jiraSite: jiraOf,
    /** Returns problems about values in use that the user of this or another window may not expect. */
    warnings(): Problem[] {
      const differences = differencesBetween(windows.all(), around());
      const { jira } = configuration;
      const isSignedIn = jira?.token !== undefined;
      return [
        ...(differences.length > 0 ? [settingsDiffer(differences)] : []),
        ...(isSignedIn && !isChosen(jira) ? [jiraProjectMissing()] : []),
      ];
    },
    /** Returns the problem of a file that cannot be used. */
    fileProblem: () => fileProblem,
    /**
     * Returns the problems that prevent a full sync run. If the file is broken, returns only that problem,
     * because the file may contain the other values.
     */
    missing(): Problem[] {
      if (fileProblem) return [fileProblem];
      const { team, jira } = configuration;
      return [...(team ? [] : [teamMissing()]), ...jiraProblem(jira)];
    },
  };
}

function jiraProblem(jira: Configuration['jira']): Problem[] {
  if (!jira) return [jiraMissing()];
  return jira.token ? [] : [jiraSignedOut()];
}

export type LiveConfiguration = ReturnType<typeof createLiveConfiguration>;
