import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Settings } from '#protocol/settings.ts';

/** Variables that configure Guardrail. Those of AWS do not: most developers have them, and without a team nothing is read. */
const variables = ['TEAM', 'JIRA_SITE', 'JIRA_EMAIL', 'JIRA_TOKEN', 'JIRA_PROJECT'];

export interface ConfigurationSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of this machine, with the stored token. */
  readonly settings: Settings;
  readonly paths: Pick<DaemonPaths, 'configDir'>;
}

/**
 * Returns whether the user has configured anything, wherever the daemon looks for it: the environment, this machine's settings
 * and token, the configuration file. Reads no file's content. Until then a daemon has nothing to do.
 */
export function isConfigured({ env, settings, paths }: ConfigurationSources): boolean {
  const { team, jira = {}, aws = {} } = settings;
  return (
    variables.some((name) => (env[`GUARDRAIL_${name}`] ?? '').trim() !== '') ||
    team !== undefined ||
    [...Object.values(jira), ...Object.values(aws)].some((value) => value !== undefined) ||
    existsSync(path.join(paths.configDir, 'config.yaml'))
  );
}
