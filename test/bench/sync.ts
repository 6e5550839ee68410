import type { SyncReport } from '#protocol/coverage.ts';
import { runSync } from '#protocol/messages.ts';
import { startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { accountsConfiguration } from '../support/accounts-way.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';

/** What one sync of the sample team costs in calls and time, by each way: at once, and with 100 ms to each answer. */
export async function run(): Promise<void> {
  const cleanup = createCleanup();
  try {
    const sandbox = await startSandbox();
    cleanup.add(() => sandbox.close());
    const configFile = accountsConfiguration(sandbox, cleanup.folder('sync'));
    const sync = async (options: { configFile?: string }, latency: number): Promise<SyncReport> => {
      sandbox.aws.faults.slow(latency);
      const daemon = await startDaemon(sandbox, options);
      try {
        return await (await daemon.client()).request(runSync, {});
      } finally {
        await daemon.close();
      }
    };
    for (const options of [{}, { configFile }]) {
      const near = await sync(options, 0);
      const far = await sync(options, 100);
      print(near, far);
    }
  } finally {
    await cleanup.run();
  }
}

function print(near: SyncReport, far: SyncReport): void {
  const { way, accounts, findings, calls, coverage } = near;
  const total = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const seconds = ({ duration }: SyncReport) => (duration / 1000).toFixed(1);
  const regions = new Set(coverage.filter(({ source }) => source === 'config').map(({ region }) => region));
  console.log(`\n${way}: ${accounts} accounts, ${regions.size} regions, ${findings.failing} findings`);
  console.log(
    `${total} calls, ${seconds(near)} s at once, ${seconds(far)} s where AWS takes 100 ms for each answer`,
  );
  for (const [name, count] of Object.entries(calls).sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${String(count).padStart(5)}  ${name}`);
}
