import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readRecord } from '../../daemon/commands/daemon-socket.ts';
import { environmentOf } from '../../daemon/commands/sandbox-environment.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from './cleanup.ts';
import { runAsProcess, runHere } from './command-line.ts';
import { processesWith } from './processes.ts';

const program = path.resolve(import.meta.dirname, '../../dist/guardrail.cjs');

/** The sandbox, with a workspace and a state folder, which are deleted at the end. */
export interface Organization {
  readonly hello: Sandbox['hello'];
  /** The environment in which an editor or a terminal works only with this organization. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A copy of the sample workspace. */
  readonly workspace: string;
  /** Resolves to the name of the issue's status, from the sandbox's Jira itself. */
  statusOf(ticket: string): Promise<string>;
  /** Runs one command to its end and resolves to its output. */
  command(...words: string[]): Promise<string>;
  /** Returns the process ids of the daemons that serve this organization. */
  daemons(): number[];
  /**
   * Takes away what the daemon has stored, and copies the sample workspace again. Files that a test added stay.
   * @param restart Ends the daemon and starts the next one.
   */
  forget(restart: () => Promise<void>): Promise<void>;
  /** Ends the daemon and the sandbox. @throws if a process is left over. */
  stop(): Promise<void>;
}

/** Starts the built program's sandbox in a separate process, or uses the given one, whose faults a test can control. */
export async function startOrganization(
  given?: Pick<Sandbox, 'hello'>,
  sandboxOptions: readonly string[] = [],
): Promise<Organization> {
  const cleanup = createCleanup();
  const folder = cleanup.folder('organization');
  try {
    const { hello } = given ?? (await startSandboxProcess(cleanup, sandboxOptions));
    const workspace = path.join(folder, 'workspace');
    cpSync(hello.workspace, workspace, { recursive: true });
    const stateDir = path.join(folder, 'state');
    const env = {
      ...environmentOf(hello),
      GUARDRAIL_STATE_DIR: stateDir,
      // No configuration of the user who runs the tests.
      XDG_CONFIG_HOME: path.join(folder, 'config'),
      AWS_PROFILE: undefined,
      AWS_SESSION_TOKEN: undefined,
    };
    const daemons = () => processesWith({ GUARDRAIL_STATE_DIR: stateDir }, 'guardrail.cjs', 'daemon');
    const command = async (...words: string[]) => {
      if (listening() === undefined) return runAsProcess(words, env);
      const { code, stdout, stderr } = await runHere(words, { ...process.env, ...env });
      if (code !== 0) throw new Error(`guardrail ${words[0]} ended with ${code}: ${stderr}`);
      return stdout;
    };
    /** The process id of the daemon that listens. */
    const listening = () => readRecord({ recordFile: path.join(stateDir, 'daemon.json') })?.pid;
    cleanup.add(async () => {
      await command('daemon', '--stop');
      const left = () => processesWith({ GUARDRAIL_STATE_DIR: stateDir });
      await until(
        () => left().length === 0,
        () => `Left over: processes ${left().join(', ')}.`,
      );
    });
    return {
      hello,
      env,
      workspace,
      command,
      statusOf: (ticket) => statusOf(hello, ticket),
      daemons,
      async forget(restart) {
        const ending = listening();
        // First: the next daemon starts as soon as this one has ended.
        for (const file of ['', '-wal', '-shm'])
          rmSync(path.join(stateDir, `guardrail.db${file}`), { force: true });
        cpSync(hello.workspace, workspace, { recursive: true });
        await restart();
        await until(
          // A command that came before the editor's daemon listens would be the daemon, and end with it.
          () => daemons().some((id) => id !== ending && id === listening()),
          () => 'No new daemon listens.',
        );
      },
      stop: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function startSandboxProcess(
  cleanup: Cleanup,
  options: readonly string[],
): Promise<Pick<Sandbox, 'hello'>> {
  const sandbox = spawn(process.execPath, [program, 'sandbox', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanup.add(() => end(sandbox));
  return { hello: JSON.parse(await firstLine(sandbox)) };
}

async function statusOf({ jira, jiraAuth }: Sandbox['hello'], ticket: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${jiraAuth.email}:${jiraAuth.token}`).toString('base64')}`;
  const answer = await fetch(`${jira}/rest/api/3/issue/${ticket}?fields=status`, {
    headers: { authorization },
  });
  if (!answer.ok) throw new Error(`Jira answered ${answer.status} for ${ticket}.`);
  const issue = (await answer.json()) as { fields: { status: { name: string } } };
  return issue.fields.status.name;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The sandbox was started without a pipe.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The sandbox ended before its first line. Is dist/ built?');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

/** A process that was asked to end, or to start, may need a moment. */
async function until(isSo: () => boolean, otherwise: () => string): Promise<void> {
  for (let attempt = 0; !isSo(); attempt++) {
    if (attempt === 300) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
