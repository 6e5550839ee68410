import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Cleanup } from '../../support/cleanup.ts';
import type { Organization } from '../../support/organization.ts';
import { startVsCode } from '../../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../../support/vscode/workbench.ts';
import { markStatement, oneRow } from './one-row.ts';

export interface StartsInput {
  readonly browser: Browser;
  readonly extensions: string;
  readonly organization: Organization;
  readonly workspace: string;
  readonly starts: number;
}

/** Longer than the extension host of a window that was left needs to end. */
const leftMs = 2_000;
const timeoutMs = 60_000;

/** A view whose first rows are waited for. */
interface Shown {
  readonly extensions: string;
  /** The file to which the extension's first statement adds the time. */
  readonly marks: string;
  /** The name of the view's container. */
  readonly container: string;
  /** Selects the rows. */
  readonly rows: string;
  /** Called between two windows. */
  before(): Promise<unknown>;
}

/**
 * Resolves to milliseconds, one for each start of a window whose side bar shows the findings. The peers: the built-in extension for git,
 * which is there in every window, and, in windows of its own, a view that has nothing to read.
 */
export async function measureStarts(
  cleanup: Cleanup,
  { browser, extensions, organization, workspace, starts }: StartsInput,
): Promise<Readonly<Record<string, number[]>>> {
  const rows = { running: [] as number[], cold: [] as number[], peer: [] as number[] };
  const durations = { guardrail: [] as number[], git: [] as number[] };
  const folder = cleanup.folder('marks');
  let isCold = false;
  const guardrail = await openShown(cleanup, browser, {
    ...{ container: 'Guardrail', rows: findingsRows },
    ...withMark(cleanup, { extensions, marks: path.join(folder, 'guardrail.txt') }),
    // The extension host of the window before would start the daemon again.
    before: () => (isCold ? organization.command('daemon', '--stop') : Promise.resolve()),
    ...{ organization, workspace },
  });
  for (const kind of Array.from({ length: starts }, () => ['running', 'cold'] as const).flat()) {
    isCold = kind === 'cold';
    rows[kind].push(await guardrail.start());
    const activationOf = await activations(guardrail.window);
    durations.guardrail.push(...activationOf('guardrail.guardrail'));
    durations.git.push(...activationOf('vscode.git'));
  }
  await guardrail.close();
  const peer = await openShown(cleanup, browser, {
    ...oneRow(cleanup.folder('peer')),
    before: () => Promise.resolve(),
    ...{ organization, workspace },
  });
  for (let start = 0; start < starts; start++) rows.peer.push(await peer.start());
  await peer.close();
  return {
    'activation in the extension host': durations.guardrail,
    'activation of the git extension': durations.git,
    'from the activation to the first rows, running daemon': rows.running,
    'from the activation to the first rows, cold daemon': rows.cold,
    'from the activation to the row of a view that has only this one': rows.peer,
  };
}

/** Opens a window that shows a view. `start` opens the window again and resolves to the time from the activation to the first rows, in ms. */
async function openShown(
  cleanup: Cleanup,
  browser: Browser,
  { before, ...shown }: Shown & Pick<StartsInput, 'organization' | 'workspace'>,
) {
  const { extensions, organization, workspace, rows } = shown;
  const settings = { 'git.enabled': true };
  const vsCode = await startVsCode({ extensions, env: organization.env, settings });
  cleanup.add(() => vsCode.stop());
  const window = await openWorkbench(browser, vsCode, workspace);
  const { page } = window;
  await window.openView(shown.container);
  await page.locator(rows).first().waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(noteFirstRow, rows);
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      await sleep(leftMs);
      await before();
      await route.continue();
    },
  );
  return {
    window,
    async start(): Promise<number> {
      // Only a window that is reloaded shows the same view again.
      await window.reload();
      const first = await page.waitForFunction(() => Reflect.get(globalThis, 'firstRowAt'), undefined, {
        timeout: timeoutMs,
      });
      await window.settled();
      return Number(await first.jsonValue()) - lastMark(shown.marks);
    },
    async close(): Promise<void> {
      await window.close();
      await vsCode.stop();
    },
  };
}

/** Groups of the findings tree. Rows above them report problems. */
const findingsRows =
  '#workbench\\.view\\.extension\\.guardrail .pane:first-child .monaco-list-row[aria-expanded]';

/** Runs in the page, before its own scripts. */
function noteFirstRow(rows: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(rows)) return;
    Reflect.set(globalThis, 'firstRowAt', Date.now());
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Returns when the extension's first statement ran the last time, in ms since 1970. */
function lastMark(marks: string): number {
  return Number(readFileSync(marks, 'utf8').trim().split('\n').at(-1));
}

/**
 * Resolves to the milliseconds of loading the code and calling `activate`, by the id of an extension: VS Code's own figures. Empty if
 * the editor's report has none: it leaves out what is still being activated.
 */
async function activations(window: Workbench): Promise<(extension: string) => number[]> {
  const { page } = window;
  await window.runCommand('Developer: Startup Performance');
  await page.locator('.monaco-editor .view-line', { hasText: 'System Info' }).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await window.runCommand('View: Close All Editors');
  return (extension) => {
    const id = extension.replace('.', '\\.');
    const [, load, call] = new RegExp(`^\\| ${id} +\\| \\w+ +\\| (\\d+) +\\| (\\d+) `, 'm').exec(text) ?? [];
    return load === undefined ? [] : [Number(load) + Number(call)];
  };
}

/** Copies the extensions; Guardrail's first statement adds the time to the file `marks`. */
function withMark(
  cleanup: Cleanup,
  { extensions, marks }: { readonly extensions: string; readonly marks: string },
): Pick<Shown, 'extensions' | 'marks'> {
  const copy = cleanup.folder('marked');
  cpSync(extensions, copy, { recursive: true });
  const [main] = globSync('guardrail.guardrail-*/dist/extension.cjs', { cwd: copy });
  const file = path.join(copy, main ?? '');
  writeFileSync(file, `${markStatement(marks)}${readFileSync(file, 'utf8')}`);
  return { extensions: copy, marks };
}
