import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from '#protocol/daemon-paths.ts';
import type { Settings } from '#protocol/messages.ts';
import { type Log, openLog } from '../base/log.ts';
import { useNetworkOf } from '../base/network.ts';
import { type Locale, localeOfEnvironment } from '../base/text.ts';
import { compose } from '../compose.ts';
import { type Environment, settingsOfEnvironment } from '../configuration/configuration.ts';
import {
  type ConfigurationFile,
  configurationMissing,
  parseConfigurationFile,
} from '../configuration/configuration-file.ts';
import { statePlace } from '../configuration/state-folder.ts';
import { Problem } from '../domain/problems/problem.ts';
import { type Serving, serve } from '../server/listen/serve.ts';
import { type Client, connect } from './client.ts';
import { daemonSilent, readRecord } from './reach.ts';

/** What every command starts from: its environment, its language, its configuration file. */
export interface Context {
  readonly env: Environment;
  readonly place: Place;
  readonly locale: Locale;
  /** Absolute path of `--config`. */
  readonly configFile?: string | undefined;
}

export function contextOf(env: Environment, configFile: string | undefined): Context {
  return {
    env,
    place: statePlace(env),
    locale: localeOfEnvironment(env),
    ...(configFile !== undefined && { configFile: path.resolve(configFile) }),
  };
}

/**
 * `--config`, else `config.yaml` in the user's configuration folder, else nothing configured.
 * @throws Problem `configuration-invalid`, `configuration-missing`.
 */
function configurationFile({ configFile, place }: Context): ConfigurationFile {
  const file = configFile ?? path.join(place.configDir, 'config.yaml');
  if (configFile === undefined && !existsSync(file)) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw configurationMissing(file, error);
  }
  return parseConfigurationFile(file, text);
}

/** The state folder's log, in which no secret of the environment can turn up. */
export function logOf({ place, env }: Context): Log {
  const log = openLog(path.join(place.stateDir, 'daemon.log'));
  for (const secret of [env.GUARDRAIL_JIRA_TOKEN, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN])
    log.hide(secret);
  return log;
}

/**
 * Starts the daemon inside this process. A configuration file that cannot be used shows in its status.
 * @throws Problem `daemon-running` where another process holds the state folder.
 */
export function host(
  context: Context,
  log = logOf(context),
  options: { idleAfter?: number } = {},
): Promise<Serving> {
  const { place, env, configFile } = context;
  useNetworkOf(env);
  const readFile = () => configurationFile(context);
  const openCore = () => compose({ env, readFile, stateDir: place.stateDir, log });
  return serve({ place, openCore, log, configFile, ...options });
}

/** Longer than a daemon that was told to end takes: it lets a review arrive first. In ms. */
const patience = 12_000;
const pause = 200;

/**
 * As `host`; where another daemon is just ending, waits for it.
 * @throws Problem `daemon-running` where one is there to stay, `daemon-silent` where it cannot be reached.
 */
export async function hostNext(...[context, log, options]: Parameters<typeof host>): Promise<Serving> {
  for (const end = Date.now() + patience; ; ) {
    try {
      return await host(context, log, options);
    } catch (error) {
      if (!isRunning(error)) throw error;
      if (Date.now() > end) throw daemonSilent(readRecord(context.place));
      const living = await connect({ ...context, settings: {} }).catch(unlessAbsent);
      living?.close();
      if (living) throw error;
      await sleep(pause);
    }
  }
}

/**
 * Runs `work` with the daemon that holds the state folder; where none does, this process is it meanwhile.
 * Either way the command speaks through the socket, as an editor does.
 * @throws Problem of a configuration file that cannot be used, where this process is the daemon.
 */
export async function withDaemon<Result>(
  context: Context,
  { folders = [], signal }: { folders?: readonly string[]; signal: AbortSignal },
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const { place, locale } = context;
  const join = () => connect({ place, locale, folders, signal, settings: settingsOf(context) });
  let serving: Serving | undefined;
  let client = await join().catch(unlessAbsent);
  for (const end = Date.now() + patience; !client; ) {
    configurationFile(context);
    serving = await host(context).catch((error) => {
      if (!isRunning(error)) throw error;
      // Another daemon is just starting, or ending.
      if (Date.now() > end) throw daemonSilent(readRecord(place));
      return undefined;
    });
    if (!serving) await sleep(pause, undefined, { signal });
    client = serving ? await join() : await join().catch(unlessAbsent);
  }
  try {
    return await work(client);
  } finally {
    client.close();
    if (signal.aborted) serving?.stop();
    else serving?.finish();
    await serving?.stopped;
  }
}

function settingsOf({ env, configFile }: Context): Settings {
  return { ...settingsOfEnvironment(env), ...(configFile !== undefined && { configFile }) };
}

function isRunning(error: unknown): boolean {
  return error instanceof Problem && error.code === 'daemon-running';
}

/** Nobody listens, no folder is there to listen in or none that is this user's alone, or who listened is just ending. */
const absence = ['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ECONNRESET', 'daemon-gone', 'folder-unsafe'];

function unlessAbsent(error: unknown): undefined {
  const { code } = error as { code?: string };
  if (code === undefined || !absence.includes(code)) throw error;
}
