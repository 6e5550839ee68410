import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { createCleanup } from '../../support/cleanup.ts';
import { startLargeTeam } from '../../support/large-team.ts';
import { startOrganization } from '../../support/organization.ts';
import { processesWith } from '../../support/processes.ts';
import { startVsCode } from '../../support/vscode/server.ts';
import { openWorkbench } from '../../support/vscode/workbench.ts';

export interface MemoryInput {
  readonly browser: Browser;
  readonly extensions: string;
  readonly findings: number;
  readonly templates: number;
}

/** Longer than the daemon waits before it collects what its last work left. */
const restMs = 45_000;

/**
 * Resolves to rows of a table: the resident memory of each process at rest, after its main thread was made to collect, and the part of that
 * which is its own. The rest are pages of Node's program, which all processes of the editor share.
 */
export async function measureMemory({ browser, extensions, ...size }: MemoryInput): Promise<string[][]> {
  const cleanup = createCleanup();
  try {
    const { sandbox, workspace } = await startLargeTeam(cleanup, size);
    const organization = await startOrganization(sandbox);
    cleanup.add(() => organization.stop());
    const hosts = [];
    for (const [mark, installed] of [
      ['without', undefined],
      ['with', extensions],
    ] as const) {
      const env = { ...organization.env, GUARDRAIL_BENCH_EDITOR: mark };
      const vsCode = await startVsCode({ env, ...(installed && { extensions: installed }) });
      cleanup.add(() => vsCode.stop());
      const window = await openWorkbench(browser, vsCode, workspace);
      cleanup.add(() => window.close());
      if (installed) {
        await window.openView('Guardrail');
        await window.page.locator('.part.sidebar .monaco-list-row[aria-expanded]').first().waitFor();
        await window.settled();
      }
      hosts.push(() => processesWith({ GUARDRAIL_BENCH_EDITOR: mark }, '--type=extensionHost')[0]);
    }
    await sleep(restMs);
    const [without, with_] = await Promise.all(hosts.map((find) => atRestAndCollected(find())));
    const daemon = await atRestAndCollected(organization.daemons()[0]);
    const difference = with_?.map((each, index) => each - (without?.[index] ?? 0)) ?? [];
    return [
      ['extension host without Guardrail', ...text(without)],
      ['extension host with Guardrail', ...text(with_)],
      ['difference', ...text(difference)],
      ['daemon', ...text(daemon)],
    ];
  } finally {
    await cleanup.run();
  }
}

const text = (values: readonly number[] = []) => values.map((value) => value.toFixed(0));

/** Node starts its inspector on this port at SIGUSR1. */
const inspectorPort = 9229;
let inspected: Promise<unknown> = Promise.resolve();

async function atRestAndCollected(pid: number | undefined): Promise<number[]> {
  if (pid === undefined) return [];
  const atRest = memoryMb(pid);
  // One process at a time has the port.
  const collected = inspected.then(() => collect(pid)).then(() => memoryMb(pid));
  inspected = collected.catch(() => {});
  const { resident, own } = await collected;
  return [atRest.resident, resident, own];
}

function memoryMb(pid: number): { readonly resident: number; readonly own: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) / 1024;
  return { resident: of('Rss'), own: of('Private_Clean') + of('Private_Dirty') };
}

async function collect(pid: number): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  await sleep(1_000);
  const list = await fetch(`http://127.0.0.1:${inspectorPort}/json`);
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  let id = 0;
  const call = (method: string, params: object) =>
    new Promise<void>((resolve) => {
      const own = ++id;
      socket.addEventListener('message', ({ data }) => {
        if (JSON.parse(String(data)).id === own) resolve();
      });
      socket.send(JSON.stringify({ id: own, method, params }));
    });
  await call('HeapProfiler.collectGarbage', {});
  // Pages are returned to the system a moment later.
  await sleep(2_000);
  socket.send(
    JSON.stringify({ id: 0, method: 'Runtime.evaluate', params: { expression: 'process._debugEnd()' } }),
  );
  await sleep(500);
}
