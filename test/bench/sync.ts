import { runSync, type SyncReport } from '#protocol/sync.ts';
import { startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { accountsConfiguration } from '../support/account-by-account.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';

/**
 * Measures the calls and the time of one sync of the sample team with each strategy: without latency, and with 100 ms for each
 * answer. Also counts the calls of the next sync if nothing changes.
 */
export async function run(): Promise<void> {
  const cleanup = createCleanup();
  try {
    const sandbox = await startSandbox();
    cleanup.add(() => sandbox.close());
    const configFile = accountsConfiguration(sandbox, cleanup.folder('sync'));
    const sync = async (
      options: { configFile?: string },
      latency: number,
    ): Promise<{ first: SyncReport; next: SyncReport }> => {
      sandbox.aws.faults.slow(latency);
      const daemon = await startDaemon(sandbox, options);
      try {
        const client = await daemon.client();
        return { first: await client.request(runSync, {}), next: await client.request(runSync, {}) };
      } finally {
        await daemon.close();
      }
    };
    for (const options of [{}, { configFile }]) {
      const near = await sync(options, 0);
      const far = await sync(options, 100);
      print(near.first, far.first);
      console.log(`${callsOf(near.next)} calls for the next one, while nothing changes`);
    }
  } finally {
    await cleanup.run();
  }
}

function callsOf({ calls }: SyncReport): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

function print(near: SyncReport, far: SyncReport): void {
  const { way, accounts, findings, calls, coverage } = near;
  const seconds = ({ duration }: SyncReport) => (duration / 1000).toFixed(1);
  const regions = new Set(coverage.filter(({ source }) => source === 'config').map(({ region }) => region));
  console.log(`\n${way}: ${accounts} accounts, ${regions.size} regions, ${findings.failing} findings`);
  console.log(
    `${callsOf(near)} calls, ${seconds(near)} s without latency, ${seconds(far)} s if AWS takes 100 ms for each answer`,
  );
  for (const [name, count] of Object.entries(calls).sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${String(count).padStart(5)}  ${name}`);
}
