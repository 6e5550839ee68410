import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { daemonRuntimeEnvironment, daemonRuntimeOptions } from '../../../daemon/protocol/daemon-runtime.ts';
import type { Cleanup } from '../../support/cleanup.ts';
import type { Organization } from '../../support/organization.ts';

const program = path.resolve(import.meta.dirname, '../../../dist/guardrail.cjs');

/** Starts the built daemon as the extension does. Resolves to its process id when it listens. */
export async function startDaemonProcess(
  cleanup: Cleanup,
  { env }: Organization,
): Promise<number | undefined> {
  const daemon = spawn(process.execPath, [...daemonRuntimeOptions, program, 'daemon'], {
    env: { ...daemonRuntimeEnvironment, ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanup.add(() => daemon.kill());
  await once(daemon.stdout, 'data');
  return daemon.pid;
}
