import type { Settings } from '#protocol/messages.ts';
import { Problem } from '../base/problem.ts';
import { type Configuration, configurationFrom, type Environment } from './configuration.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import { jiraMissing, jiraSignedOut, teamMissing } from './missing.ts';

/**
 * What a daemon that outlives many edits works with: its environment, the settings that a window last sent, and the
 * file as it was when it could last be read. A file that cannot be used is a problem to show, not the daemon's end.
 * @param readFile Throws a Problem where the file cannot be used.
 */
export function createConfigurationInUse(env: Environment, readFile: () => ConfigurationFile) {
  let settings: Settings = {};
  let file: ConfigurationFile = {};
  let fileProblem: Problem | undefined;
  let configuration = configurationFrom(env, settings, file);

  /** Reads the file anew. Answers whether anything differs from what was in use. */
  function reread(): boolean {
    const before = JSON.stringify([configuration, fileProblem?.message]);
    try {
      file = readFile();
      fileProblem = undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      fileProblem = error;
    }
    configuration = configurationFrom(env, settings, file);
    return JSON.stringify([configuration, fileProblem?.message]) !== before;
  }

  reread();
  return {
    current: (): Configuration => configuration,
    reread,
    /** Takes a window's settings, and the file as it is now. Answers whether anything differs. */
    take(next: Settings): boolean {
      settings = next;
      return reread();
    },
    /** Why the file cannot be used. */
    fileProblem: () => fileProblem,
    /** What must be mended before all can be read; a broken file alone, since the rest may stand in it. */
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
