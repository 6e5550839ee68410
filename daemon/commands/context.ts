import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '#protocol/messages.ts';
import type { Place } from '#protocol/place.ts';
import { type Log, openLog } from '../base/log.ts';
import { useNetworkOf } from '../base/network.ts';
import { Problem } from '../base/problem.ts';
import { statePlace } from '../base/state-folder.ts';
import { type Locale, localeOf } from '../base/text.ts';
import { compose } from '../compose.ts';
import { type Serving, serve } from '../server/serve.ts';
import { settingsOfEnvironment } from '../teams/configuration.ts';
import {
  type ConfigurationFile,
  configurationMissing,
  parseConfigurationFile,
} from '../teams/configuration-file.ts';
import { type Client, connect } from './client.ts';

/** What every command starts from: its environment, its language, its configuration file. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly place: Place;
  readonly locale: Locale;
  /** Absolute path of `--config`. */
  readonly configFile?: string | undefined;
}

export function contextOf(env: Context['env'], configFile: string | undefined): Context {
  return {
    env,
    place: statePlace(env),
    locale: localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG),
    ...(configFile !== undefined && { configFile: path.resolve(configFile) }),
  };
}

/** `--config`, else `config.yaml` in the user's configuration folder, else nothing configured. */
export function configurationFile({ configFile, place }: Context): ConfigurationFile {
  const file = configFile ?? path.join(place.configDir, 'config.yaml');
  if (configFile === undefined && !existsSync(file)) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw configurationMissing(file);
  }
  return parseConfigurationFile(file, text);
}

export function logOf({ place }: Context): Log {
  return openLog(path.join(place.stateDir, 'daemon.log'));
}

/** Starts the daemon inside this process. */
export async function host(
  context: Context,
  log = logOf(context),
  options: { idleAfter?: number } = {},
): Promise<Serving> {
  const { place, env, configFile } = context;
  const file = configurationFile(context);
  useNetworkOf(env);
  const core = compose({ env, settings: {}, file, stateDir: place.stateDir, log });
  return serve({ place, core, log, configFile, ...options });
}

/**
 * Runs `work` with the daemon that holds the state folder; where none does, this process is it meanwhile.
 * Either way the command speaks through the socket, as an editor does.
 */
export async function withDaemon<Result>(
  context: Context,
  folders: readonly string[],
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const { place, locale } = context;
  const options = { place, locale, folders, settings: settingsOf(context) };
  let serving: Serving | undefined;
  let client = await connect(options).catch(unlessAbsent);
  for (let attempt = 0; !client; attempt++) {
    try {
      serving = await host(context);
    } catch (error) {
      // Somebody else is just starting: give it a moment to listen.
      if (!(error instanceof Problem) || error.code !== 'daemon-running' || attempt > 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    client = serving ? await connect(options) : await connect(options).catch(unlessAbsent);
  }
  try {
    return await work(client);
  } finally {
    client.close();
    serving?.stop();
    await serving?.stopped;
  }
}

function settingsOf({ env, configFile }: Context): Settings {
  return { ...settingsOfEnvironment(env), ...(configFile !== undefined && { configFile }) };
}

function unlessAbsent(error: unknown): undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined;
  throw error;
}
