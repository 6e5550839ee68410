import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Environment } from '../configuration/configuration.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Child, startChild } from './child-process.ts';
import type { Command } from './command.ts';
import { contextOf } from './command-context.ts';
import { type Client, connect } from './daemon-client.ts';
import { walk } from './demo-walk.ts';

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  options: {},
  words: [0, 0],
  async run(context, input) {
    const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-demo-'));
    const children: Child[] = [];
    const start = (words: readonly string[], env: Environment) => {
      const child = startChild(words, env);
      children.push(child);
      return child.hello;
    };
    let client: Client | undefined;
    try {
      const own = withoutOwnSettings(context.env, folder);
      const hello = (await start(['sandbox'], own)) as Sandbox['hello'];
      const env = { ...own, ...environmentOf(hello) };
      await start(['daemon'], env);
      client = await connect({
        place: contextOf(env, undefined).place,
        settings: {},
        locale: context.locale,
        folders: [hello.workspace],
        signal: input.signal,
      });
      await walk(client, hello, contextOf(env, undefined), input);
      return 0;
    } finally {
      client?.close();
      await Promise.all(children.map((child) => child.end()));
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Returns the environment in which every command and the daemon talk to the sandbox. */
export function environmentOf(hello: Sandbox['hello']): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: hello.aws,
    AWS_ACCESS_KEY_ID: hello.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: hello.credentials.secretAccessKey,
    AWS_REGION: hello.region,
    GUARDRAIL_TEAM: hello.team,
    GUARDRAIL_JIRA_SITE: hello.jira,
    GUARDRAIL_JIRA_EMAIL: hello.jiraAuth.email,
    GUARDRAIL_JIRA_TOKEN: hello.jiraAuth.token,
    GUARDRAIL_JIRA_PROJECT: hello.project,
  };
}

/** Returns the environment without the user's own profile, session, proxy, configuration and state. */
function withoutOwnSettings(env: Environment, folder: string): Environment {
  const foreign = /^(AWS_|GUARDRAIL_(?!NODE$))|^(HTTPS?|ALL)_PROXY$/i;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))),
    AWS_CONFIG_FILE: path.join(folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'aws-credentials'),
    GUARDRAIL_STATE_DIR: path.join(folder, 'state'),
    XDG_CONFIG_HOME: folder,
    APPDATA: folder,
  };
}
