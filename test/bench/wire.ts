import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import { environmentOf } from '../../daemon/commands/sandbox-environment.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startLargeTeam } from '../support/large-team.ts';
import { joinCounted } from '../support/wire.ts';
import { printTable } from './side-by-side.ts';

const program = path.resolve(import.meta.dirname, '../../dist/guardrail.cjs');
/** Findings and templates. */
const sizes = [
  [43, 0],
  [1_000, 0],
  [1_000, 100],
  [10_000, 0],
  [10_000, 1_000],
] as const;

/** Measures what a window receives when it joins, at a sync without changes and after one fix, and a sync's CPU time. */
export async function run(): Promise<void> {
  const rows = [
    ['findings', 'templates', 'list', 'joining', 'idle sync', 'one fixed', 'CPU first sync', 'CPU next sync'],
  ];
  for (const [findings, templates] of sizes) rows.push(await measure(findings, templates));
  printTable(rows);
}

async function measure(findings: number, templates: number): Promise<string[]> {
  const cleanup = createCleanup();
  try {
    const { sandbox, buckets, workspace } = await startLargeTeam(cleanup, { findings, templates });
    const stateDir = path.join(cleanup.folder('wire'), 'state');
    const first = await syncAlone(sandbox, stateDir);
    const next = await syncAlone(sandbox, stateDir);
    const daemon = await startDaemon(sandbox, { stateDir });
    cleanup.add(() => daemon.close());
    // The run that the first window starts has ended before anything is counted.
    await (await daemon.client({ as: 'window' })).request(runSync, {});

    const window = await joinCounted(daemon.context.place, workspace);
    await window.quiet();
    const joined = window.total();
    const during = async (work: () => unknown) => {
      const before = window.total();
      await work();
      await window.connection.sendRequest(runSync.method, {});
      await window.quiet();
      return window.total() - before;
    };
    const idle = await during(() => {});
    const [evaluation] = buckets[0]?.evaluations ?? [];
    const fixed = await during(() => {
      if (evaluation) evaluation.compliance = 'COMPLIANT';
    });
    const list = await (await daemon.client({ folders: [workspace] })).request(listFindings, {});
    window.close();
    return [
      String(findings),
      String(templates),
      kB(Buffer.byteLength(JSON.stringify(list))),
      kB(joined),
      kB(idle),
      kB(fixed),
      `${first.toFixed(1)} s`,
      `${next.toFixed(1)} s`,
    ];
  } finally {
    await cleanup.run();
  }
}

/** Resolves to the CPU seconds of `guardrail sync`, with all of its threads. */
async function syncAlone({ hello }: Pick<Sandbox, 'hello'>, stateDir: string): Promise<number> {
  const report =
    'data:text/javascript,process.on("exit",()=>console.error("CPU",JSON.stringify(process.cpuUsage())))';
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', report, program, 'sync'], {
    env: { ...process.env, ...environmentOf(hello), GUARDRAIL_STATE_DIR: stateDir },
  });
  const { user, system } = JSON.parse(/^CPU (.*)$/m.exec(stderr)?.[1] ?? '{}') as NodeJS.CpuUsage;
  return (user + system) / 1e6;
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
