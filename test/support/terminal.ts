import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentOf } from '../../daemon/commands/sandbox-environment.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from './cleanup.ts';
import { type Ran, runHere } from './command-line.ts';
import { startDaemon } from './daemon.ts';

const program = path.resolve(import.meta.dirname, '../../dist/guardrail.cjs');

export type { Ran };
export type Variables = Readonly<Record<string, string | undefined>>;

/** A user's terminal: the built program as a process, with its own state and configuration folders. */
export interface Terminal {
  readonly stateDir: string;
  /** Starts a daemon in this process. Commands run in it too from then on: a process takes half a second to start. */
  serve(): Promise<void>;
  /** Runs one command to its end. */
  run(words: readonly string[], env?: Variables): Promise<Ran>;
  /** Starts a command that may keep running. It is ended with the terminal. */
  start(words: readonly string[], env?: Variables): Running;
  /** Writes the user's `config.yaml`. */
  configure(yaml: string): void;
  /** @throws if a process did not end and had to be killed. */
  close(): Promise<void>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
  /** Resolves when this has been printed. */
  printed(text: string): Promise<void>;
}

export function openTerminal(sandbox: Pick<Sandbox, 'hello'>): Terminal {
  const { hello } = sandbox;
  const cleanup = createCleanup();
  const folder = cleanup.folder('terminal');
  const stateDir = path.join(folder, 'state');
  const own: Variables = {
    PATH: process.env.PATH,
    HOME: folder,
    ...environmentOf(hello),
    GUARDRAIL_STATE_DIR: stateDir,
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    LANG: 'C.UTF-8',
    // Node compiles the program once for all of them.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  };

  function start(words: readonly string[], env: Variables = {}): Running {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    const ended = once(child, 'close').then(([code]): Ran => ({ code, ...said }));
    cleanup.add(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(late);
      if (child.signalCode === 'SIGKILL') throw new Error(`"${words.join(' ')}" did not end after SIGTERM.`);
    });
    return {
      child,
      ended,
      async printed(text) {
        while (!said.stdout.includes(text)) {
          if (child.exitCode !== null) throw new Error(`It ended without "${text}": ${said.stderr}`);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
    };
  }

  let isServed = false;
  return {
    stateDir,
    start,
    async serve() {
      const daemon = await startDaemon(sandbox, { env: own, stateDir });
      cleanup.add(() => daemon.close());
      isServed = true;
    },
    run: (words, env) => (isServed ? runHere(words, { ...own, ...env }) : start(words, env).ended),
    configure(yaml) {
      mkdirSync(path.join(folder, 'config', 'guardrail'), { recursive: true });
      writeFileSync(path.join(folder, 'config', 'guardrail', 'config.yaml'), yaml);
    },
    close: () => cleanup.run(),
  };
}
