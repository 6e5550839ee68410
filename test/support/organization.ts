import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { environmentOf } from '../../daemon/commands/sandbox-environment.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from './cleanup.ts';
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
  /** Runs one command of the program to its end and resolves to its output. */
  command(...words: string[]): Promise<string>;
  /** Returns the process ids of the daemons that serve this organization. */
  daemons(): number[];
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
    const command = async (...words: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], {
        env: { ...process.env, ...env },
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    };
    cleanup.add(async () => {
      await command('daemon', '--stop');
      await noneLeft(() => processesWith({ GUARDRAIL_STATE_DIR: stateDir }));
    });
    return {
      hello,
      env,
      workspace,
      command,
      statusOf: (ticket) => statusOf(hello, ticket),
      daemons: () => processesWith({ GUARDRAIL_STATE_DIR: stateDir }, 'guardrail.cjs', 'daemon'),
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

/** Waits until the processes have ended: a process that was asked to end may need a moment. */
async function noneLeft(find: () => number[]): Promise<void> {
  for (let attempt = 0; find().length > 0; attempt++) {
    if (attempt === 50) throw new Error(`Left over: processes ${find().join(', ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
