import type { Browser } from 'playwright-core';
import { createCleanup } from '../../support/cleanup.ts';
import { startLargeTeam } from '../../support/large-team.ts';
import { startOrganization } from '../../support/organization.ts';
import { startVsCode } from '../../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../../support/vscode/workbench.ts';
import { median } from '../side-by-side.ts';

export interface TreeInput {
  readonly browser: Browser;
  readonly extensions: string;
  readonly findings: number;
}

const times = 7;
/** VS Code draws a tree again at once only if it was not changed for 200 ms. */
const drawnAgainMs = 400;
const pages = 30;
/** A hundred thousand findings and tickets are read from the sandbox first. */
const readTimeoutMs = 600_000;

/** Resolves to rows of a table, each with the median and the greatest value in ms: what a user sees in a tree of many findings. */
export async function measureTree({ browser, extensions, findings }: TreeInput): Promise<string[][]> {
  const cleanup = createCleanup();
  try {
    const { sandbox, workspace } = await startLargeTeam(cleanup, { findings, templates: 100 });
    const organization = await startOrganization(sandbox);
    cleanup.add(() => organization.stop());
    const vsCode = await startVsCode({ env: organization.env, extensions });
    cleanup.add(() => vsCode.stop());
    const window = await openWorkbench(browser, vsCode, workspace);
    cleanup.add(() => window.close());
    await window.openView('Guardrail');
    const all = new RegExp(`^To Do.*${findings.toLocaleString('en')}`);
    await window.group(all).waitFor({ timeout: readTimeoutMs });
    await window.page.waitForFunction(() => !document.querySelector('.codicon-modifier-spin'), undefined, {
      timeout: readTimeoutMs,
    });
    const row = (name: string, values: readonly number[]) => [
      name,
      `${median(values).toFixed(0)} ms`,
      `${Math.max(...values).toFixed(0)} ms`,
    ];
    return [
      row('a group is opened → its rows', await expandGroups(window)),
      row('a text is typed → the filtered list', await filter(window, findings)),
      row('a frame while a user scrolls', await scroll(window)),
    ];
  } finally {
    await cleanup.run();
  }
}

const pane = '.part.sidebar .pane:first-child';

/** Opens groups by resource, each for the first time: the daemon is asked for their rows. */
async function expandGroups(window: Workbench): Promise<number[]> {
  const { page } = window;
  await window.runCommand('Guardrail: Group Findings By…');
  await window.choose(/^Resource/);
  const groups = page.locator(`${pane} .monaco-list-row[aria-level="1"][aria-expanded="false"]`);
  await groups.nth(times).waitFor();
  await window.runCommand('Guardrail: Focus on Findings View');
  await page.keyboard.press('Home');
  const found: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    // From a closed group to the next one: the rows of the former are closed again.
    await page.keyboard.press('ArrowDown');
    const before = performance.now();
    await page.keyboard.press('ArrowRight');
    await page.locator(`${pane} .monaco-list-row[aria-level="2"]`).first().waitFor();
    found.push(performance.now() - before);
    await page.keyboard.press('ArrowLeft');
    await page.locator(`${pane} .monaco-list-row[aria-level="2"]`).first().waitFor({ state: 'hidden' });
  }
  return found;
}

/** Types texts that one finding has, one after the other. The first one also makes the texts of all findings. */
async function filter(window: Workbench, findings: number): Promise<number[]> {
  const { page } = window;
  await window.runCommand('Guardrail: Group Findings By…');
  await window.choose(/^State/);
  await window.runCommand('Guardrail: Filter Findings…');
  await window.choose(/^Text/);
  const input = window.ask.locator('input:not([type=checkbox])').first();
  await window.ask.getByText('Filter the findings by text').waitFor();
  const rows = page.locator(`${pane} .monaco-list-row`);
  const found: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    await page.waitForTimeout(drawnAgainMs);
    const ticket = `PAY-${Math.floor((findings * (turn + 1)) / (times + 1))}`;
    const before = performance.now();
    await input.fill(ticket);
    await rows.getByText(ticket).first().waitFor();
    found.push(performance.now() - before);
  }
  await page.keyboard.press('Escape');
  await window.runCommand('Guardrail: Clear Filter');
  return found;
}

/** Turns pages of the list. Resolves to the duration of each frame that the browser drew in that time. */
async function scroll(window: Workbench): Promise<number[]> {
  const { page } = window;
  await window.group(/^To Do/).waitFor();
  await window.runCommand('Guardrail: Focus on Findings View');
  await page.keyboard.press('Home');
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const draw = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
    Reflect.set(globalThis, 'frameTimes', frames);
  });
  for (let turn = 0; turn < pages; turn++) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(50);
  }
  return page.evaluate(() => Reflect.get(globalThis, 'frameTimes') as number[]);
}
