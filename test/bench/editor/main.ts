import { statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';
import { startLargeTeam } from '../../support/large-team.ts';
import { startOrganization } from '../../support/organization.ts';
import { installExtension } from '../../support/vscode/package.ts';
import { median, printTable } from '../side-by-side.ts';
import { measureMemory } from './memory.ts';
import { measureSaves } from './saves.ts';
import { measureStarts } from './starts.ts';
import { measureTree } from './tree.ts';

const large = { findings: 10_000, templates: 1_000 };
const small = { findings: 43, templates: 1_000 };
const starts = 5;

const parts = ['starts', 'saves', 'tree', 'memory'];

/**
 * Measures what a user of the editor waits for, and what the editor and the daemon need, with the packaged extension.
 * @param part Only this one of `parts`.
 */
export async function run(part?: string): Promise<void> {
  if (part !== undefined && !parts.includes(part)) throw new Error(`Name one of ${parts.join(', ')}.`);
  if (part === undefined || part === 'starts') await runStarts();
  if (part === undefined || part === 'saves') await runSaves();
  if (part === undefined || part === 'tree') await runTree();
  if (part === undefined || part === 'memory') await runMemory();
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

async function runStarts(): Promise<void> {
  await withExtension(async (cleanup, { browser, extensions }) => {
    const team = await startLargeTeam(cleanup, small);
    const organization = await startOrganization(team.sandbox);
    cleanup.add(() => organization.stop());
    const { workspace } = team;
    const measured = await measureStarts(cleanup, { browser, extensions, organization, workspace, starts });
    printTable([
      ['the start of a window, 43 findings', 'median', 'least', 'most'],
      ...Object.entries(measured).map(([name, values]) => [
        name,
        ...[median(values), Math.min(...values), Math.max(...values)].map(ms),
      ]),
    ]);
  });
}

/** Needs no editor: a window that joins like the extension counts what it receives. */
async function runSaves(): Promise<void> {
  console.log();
  const [few, many] = [await measureSaves(small), await measureSaves(large)];
  printTable([
    ['a saved template, 1,000 templates', '43 findings', '10,000 findings'],
    ...(
      [
        ['save → diagnostics, p50', 'p50'],
        ['save → diagnostics, p95', 'p95'],
        ['save → diagnostics, slowest of 40', 'slowest'],
        ["the daemon's CPU time for a save", 'cpu'],
      ] as const
    ).map(([name, key]) => [name, ms(few[key]), ms(many[key])]),
    [
      "bytes to the window: the file's ten diagnostics",
      `${few.diagnosticBytes} B`,
      `${many.diagnosticBytes} B`,
    ],
    ['bytes to the window: everything else', `${few.bytes} B`, `${many.bytes} B`],
  ]);
}

async function runTree(): Promise<void> {
  await withExtension(async (_cleanup, { browser, extensions }) => {
    console.log();
    printTable([
      ['a tree of 100,000 findings', 'median', 'most'],
      ...(await measureTree({ browser, extensions, findings: 100_000 })),
    ]);
  });
}

async function runMemory(): Promise<void> {
  await withExtension(async (_cleanup, { browser, extensions }) => {
    console.log();
    printTable([
      ['10,000 findings, 1,000 templates, RSS in MB', 'at rest', 'collected', 'of that its own'],
      ...(await measureMemory({ browser, extensions, ...large })),
    ]);
  });
}

/** Installs the packaged extension and starts a browser for one part. */
async function withExtension(
  measure: (cleanup: Cleanup, tools: { browser: Browser; extensions: string }) => Promise<void>,
): Promise<void> {
  const cleanup = createCleanup();
  try {
    const folder = cleanup.folder('bench');
    const extensions = await installExtension(folder);
    console.log(`guardrail.vsix: ${(statSync(`${folder}/guardrail.vsix`).size / 1e6).toFixed(2)} MB\n`);
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    await measure(cleanup, { browser, extensions });
  } finally {
    await cleanup.run();
  }
}
