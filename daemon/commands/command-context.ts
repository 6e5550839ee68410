import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { type Log, openLog } from '../base/log.ts';
import { type Locale, localeOfEnvironment } from '../base/text.ts';
import type { Environment } from '../configuration/configuration.ts';
import {
  type ConfigurationFile,
  configurationMissing,
  parseConfigurationFile,
} from '../configuration/configuration-file.ts';
import { statePlace } from '../configuration/state-folder.ts';

/** The input that every command starts from. */
export interface CommandContext {
  readonly env: Environment;
  readonly place: DaemonPaths;
  readonly locale: Locale;
  /** Absolute path of `--config`. */
  readonly configFile?: string | undefined;
}

export function contextOf(env: Environment, configFile: string | undefined): CommandContext {
  return {
    env,
    place: statePlace(env),
    locale: localeOfEnvironment(env),
    ...(configFile !== undefined && { configFile: path.resolve(configFile) }),
  };
}

/** Returns the path of `--config`, or of `config.yaml` in the user's configuration folder. */
export function configurationPath({ configFile, place }: CommandContext): string {
  return configFile ?? path.join(place.configDir, 'config.yaml');
}

/**
 * Reads the file of `--config`, or `config.yaml` in the user's configuration folder. If neither exists,
 * nothing is configured.
 * @throws Problem `configuration-invalid`, `configuration-missing`.
 */
export function readConfigurationFile(context: CommandContext): ConfigurationFile {
  const file = configurationPath(context);
  if (context.configFile === undefined && !existsSync(file)) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw configurationMissing(file, error);
  }
  return parseConfigurationFile(file, text);
}

/** Opens the log of the state folder. Secrets of the environment are not written to it. */
export function logOf({ place, env }: CommandContext): Log {
  const log = openLog(path.join(place.stateDir, 'daemon.log'));
  for (const secret of [env.GUARDRAIL_JIRA_TOKEN, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN])
    log.hide(secret);
  return log;
}
