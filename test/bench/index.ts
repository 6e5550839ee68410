import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../daemon/base/log.ts';
import { Workspaces } from '../../daemon/workspace/worker/host/workspaces.ts';
import type { LinkFacts } from '../../daemon/workspace/worker/links.ts';
import { createCleanup } from '../support/cleanup.ts';
import { type InventedStack, inventedFindings, inventedStack } from './invented-stacks.ts';
import { printTable } from './side-by-side.ts';

const templates = 10_000;
const count = 4500;
const rounds = 5;
/** The worker remembers the times of a file only if the file is at least this old. */
const settledMs = 2_500;

/** The worker that users run, if it is built. */
const bundle = path.resolve(import.meta.dirname, '../../dist/templates-worker.cjs');
const workerFile = existsSync(bundle) ? bundle : undefined;

/** Measures large workspaces: reading for the first time and again, linking, and the delays of the daemon's own thread. */
export async function run(): Promise<void> {
  const all = Array.from({ length: templates }, (_, number) => inventedStack(number));
  await runWith('templates as large as real ones', all.map(likeReal));
  await runWith('templates full of resources', all);
}

async function runWith(name: string, stacks: readonly InventedStack[]): Promise<void> {
  const cleanup = createCleanup();
  try {
    const folder = cleanup.folder('bench-index');
    const files = stacks.map((stack) => path.join(folder, path.relative('/workspace', stack.path)));
    const bytes = writeAll(stacks, files);
    const [saved = ''] = files;
    const folders = new Set(files.map((file) => path.dirname(file))).size;
    const resources = stacks.flatMap((stack) => stack.resources);
    const facts = {
      version: 1,
      findings: inventedFindings(stacks, count),
      stacks: resources,
      templateHashes: new Map(),
      choices: [],
    };
    const each = `${(bytes / templates / 1000).toFixed(1)} kB and ${(resources.length / templates).toFixed(0)} resources each`;
    console.log(
      `\n${templates} ${name}, in ${folders} folders: ${each}; ${count} findings; medians of ${rounds} rounds, ${workerFile ? 'bundle' : 'sources'}`,
    );
    await sleep(settledMs);
    const first: Round[] = [];
    const again: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const stateDir = cleanup.folder('bench-state');
      first.push(await measure(folder, saved, stateDir, facts));
      again.push(await measure(folder, saved, stateDir, facts));
    }
    printTable([
      ['', 'first start', 'second start'],
      ...(['read', 'linked', 'saved', 'delay'] as const).map((name) => [
        words[name],
        ...[first, again].map((rounds) => `${median(rounds.map((round) => round[name])).toFixed(0)} ms`),
      ]),
    ]);
  } finally {
    await cleanup.run();
  }
}

/** Makes a template as large as real ones: 6,700 have 5.1 kB and 6.8 resources on average, 296 of them are 4.4 per folder. */
function likeReal({ resources }: InventedStack, number: number): InventedStack {
  const few = resources.slice(0, 7);
  const text = few.map(({ logicalId, type }) => {
    const properties = Array.from(
      { length: 16 },
      (_, line) => `      Property${line}:\n        Value: !Sub "\${Stage}-${line}"\n`,
    );
    return `  ${logicalId}:\n    Type: ${type}\n    Properties:\n${properties.join('')}`;
  });
  const file = `/workspace/service-${Math.floor(number / 4)}/template-${number}.yaml`;
  return { path: file, resources: few, text: `Resources:\n${text.join('')}` };
}

interface Round {
  readonly read: number;
  readonly linked: number;
  readonly saved: number;
  readonly delay: number;
}

const words: Record<keyof Round, string> = {
  read: 'all templates read, from the start of the thread',
  linked: 'all findings linked, from there',
  saved: 'one file saved, all findings linked again',
  delay: "longest wait on the daemon's own thread",
};

async function measure(folder: string, saved: string, stateDir: string, facts: LinkFacts): Promise<Round> {
  const workspaces = new Workspaces({ stateDir, workerFile, log: createLog((line) => console.error(line)) });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  let isRead = () => {};
  const whenRead = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  let notify = () => {};
  const view = workspaces.view({
    onChanged: () => {
      if (view.read.state === 'read') isRead();
      notify();
    },
  });
  view.open([{ path: folder, exclude: [] }]);
  await whenRead;
  const read = performance.now() - started;
  await view.linked(() => facts);
  const linked = performance.now() - started - read;

  const notified = new Promise<void>((resolve) => {
    notify = resolve;
  });
  const before = performance.now();
  view.changed([saved]);
  await notified;
  await view.linked(() => facts);
  const done = performance.now() - before;
  delay.disable();
  await workspaces.close();
  return { read, linked, saved: done, delay: delay.max / 1e6 };
}

function writeAll(stacks: readonly InventedStack[], files: readonly string[]): number {
  let bytes = 0;
  for (const [number, { text }] of stacks.entries()) {
    const target = files[number] ?? '';
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    bytes += statSync(target).size;
  }
  return bytes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
