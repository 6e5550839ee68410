import { rmSync } from 'node:fs';
import path from 'node:path';
import { samplePlace } from '../configuration/state-folder.ts';
import type { Serving } from '../server/listen/serve.ts';
import { type CommandContext, logOf } from './command-context.ts';
import { hostNextDaemon } from './host-daemon.ts';
import { loadSandbox } from './load-sandbox.ts';
import { environmentOf, withoutOwnSettings } from './sandbox-environment.ts';

/**
 * Files of the store and of the cache of templates. The next sandbox has other addresses, so what was read from this one is
 * of no use.
 */
const stateFiles = ['guardrail.db', 'templates.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);

/** Returns the context in which every command reaches the sample's daemon, whose state folder is its own. */
export function sampleContextOf(context: CommandContext): CommandContext {
  const { configFile: _, ...rest } = context;
  return { ...rest, place: samplePlace(context.env) };
}

/**
 * Starts the sandbox and its daemon inside this process. Nothing of the user's own configuration is read: the environment of
 * the process is replaced, because the AWS SDK reads it by itself. The store is empty at the start and at the end.
 * @param context Of `sampleContextOf`.
 * @throws Problem `daemon-running` if another process holds the state folder.
 */
export async function hostSampleDaemon(
  { place, env, locale }: CommandContext,
  options: { readonly idleAfterMs: number },
): Promise<Serving> {
  const { startSandbox } = await loadSandbox();
  const sandbox = await startSandbox({ withReviewer: true });
  replaceEnvironment({
    ...withoutOwnSettings(env, place.configDir),
    ...environmentOf(sandbox.hello),
    GUARDRAIL_STATE_DIR: place.stateDir,
  });
  const sample: CommandContext = { env: process.env, place, locale };
  const forget = () => {
    for (const file of stateFiles) rmSync(path.join(place.stateDir, file), { force: true });
  };
  try {
    const serving = await hostNextDaemon(sample, logOf(sample), {
      ...options,
      beforeOpen: forget,
      afterClose: forget,
    });
    return { ...serving, stopped: serving.stopped.then(() => sandbox.close()) };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

function replaceEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}
