import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Settings } from '#protocol/settings.ts';
import { type CommandContext, contextOf } from '../../daemon/commands/command-context.ts';
import { type Client, connect } from '../../daemon/commands/daemon-client.ts';
import { hostDaemon } from '../../daemon/commands/host-daemon.ts';
import { environmentOf } from '../../daemon/commands/sandbox-environment.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Serving } from '../../daemon/server/listen/serve.ts';

export interface TestDaemon {
  readonly context: CommandContext;
  readonly serving: Serving;
  /** Connects a client to the daemon's real socket. It is closed with the daemon. */
  client(options?: {
    as?: 'window' | 'command';
    folders?: string[];
    locale?: 'en' | 'ja';
    settings?: Settings;
  }): Promise<Client>;
  close(): Promise<void>;
}

/** Starts the assembled daemon in this process, with its real socket and its own state folder. */
export async function startDaemon(
  sandbox: Pick<Sandbox, 'hello'>,
  options: { env?: Record<string, string | undefined>; configFile?: string; stateDir?: string } = {},
): Promise<TestDaemon> {
  const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-test-'));
  const env = {
    ...environmentOf(sandbox.hello),
    GUARDRAIL_STATE_DIR: options.stateDir ?? path.join(folder, 'state'),
    ...options.env,
  };
  Object.assign(process.env, awsOnly(env));
  const context = contextOf(env, options.configFile);
  const serving = await hostDaemon(context);
  const clients: Client[] = [];
  return {
    context,
    serving,
    async client({ as = 'command', folders = [], locale = 'en', settings = {} } = {}) {
      const client = await connect({ place: context.place, settings, locale, folders, as });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      serving.stop();
      await serving.stopped;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Returns the variables of AWS. The AWS SDK reads its credentials from the process, not from its arguments. */
function awsOnly(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('AWS_')));
}
