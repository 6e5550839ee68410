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
import { environmentOf, withoutOwnSettings } from './sandbox-environment.ts';

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
