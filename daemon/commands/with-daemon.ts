import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '#protocol/settings.ts';
import { settingsOfEnvironment } from '../configuration/configuration.ts';
import type { Serving } from '../server/listen/serve.ts';
import { type CommandContext, readConfigurationFile } from './command-context.ts';
import { type Client, connect } from './daemon-client.ts';
import { daemonSilent, readRecord } from './daemon-socket.ts';
import { daemonEndsWithinMs, hostDaemon, isRunning, retryPauseMs, unlessAbsent } from './host-daemon.ts';

/**
 * Runs `work` with the daemon that holds the state folder. If there is no daemon, this process is the daemon
 * while `work` runs. In both cases the command uses the socket, as an editor does.
 * @throws Problem of a configuration file that cannot be used, if this process is the daemon.
 */
export async function withDaemon<Result>(
  context: CommandContext,
  { folders = [], signal }: { folders?: readonly string[]; signal: AbortSignal },
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const { place, locale } = context;
  const join = () => connect({ place, locale, folders, signal, settings: settingsOf(context) });
  let serving: Serving | undefined;
  let client = await join().catch(unlessAbsent);
  for (const end = Date.now() + daemonEndsWithinMs; !client; ) {
    readConfigurationFile(context);
    serving = await hostDaemon(context).catch((error) => {
      if (!isRunning(error)) throw error;
      // Another daemon is starting or ending.
      if (Date.now() > end) throw daemonSilent(readRecord(place));
      return undefined;
    });
    if (!serving) await sleep(retryPauseMs, undefined, { signal });
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

function settingsOf({ env, configFile }: CommandContext): Settings {
  return { ...settingsOfEnvironment(env), ...(configFile !== undefined && { configFile }) };
}
