import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Cleanup } from '../../support/cleanup.ts';
import type { Organization } from '../../support/organization.ts';
import { startVsCode } from '../../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../../support/vscode/workbench.ts';
import { addOneRow, markStatement, oneRow } from './one-row.ts';

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

/** Resolves to milliseconds, one for each start of a window whose side bar shows the findings. */
export async function measureStarts(
  cleanup: Cleanup,
  { browser, extensions, organization, workspace, starts }: StartsInput,
): Promise<Readonly<Record<string, number[]>>> {
  // The peers: the built-in extension for git, which is there in every window, and a view that has nothing to read.
  const marks = path.join(cleanup.folder('marks'), 'starts.txt');
  const copy = withMark(cleanup, { extensions, marks });
  addOneRow(copy, marks);
  const vsCode = await startVsCode({
    extensions: copy,
    env: organization.env,
    settings: { 'git.enabled': true },
  });
  cleanup.add(() => vsCode.stop());
  const window = await openWorkbench(browser, vsCode, workspace);
  const { page } = window;
  await window.openView('Guardrail');
  await page.locator(findingsRows).first().waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(noteRows, { guardrail: findingsRows, peer: oneRow });
  let isCold = false;
  // Between two windows: the extension host of the first one would start the daemon again.
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      await sleep(leftMs);
      if (isCold) await organization.command('daemon', '--stop');
      await route.continue();
    },
  );
  const durations = { guardrail: [] as number[], git: [] as number[] };
  const rows = { running: [] as number[], cold: [] as number[], peer: [] as number[] };
  for (const kind of Array.from({ length: starts }, () => ['running', 'cold'] as const).flat()) {
    isCold = kind === 'cold';
    // Only a window that is reloaded shows the same view again.
    await window.reload();
    const drawn = await page.waitForFunction(
      () => {
        const at: Record<string, number> = Reflect.get(globalThis, 'rowsAt');
        return at.guardrail && at.peer && at;
      },
      undefined,
      { timeout: timeoutMs },
    );
    await window.settled();
    const activationOf = await activations(window);
    const at = (await drawn.jsonValue()) as Readonly<Record<string, number>>;
    rows[kind].push((at.guardrail ?? NaN) - lastMark(marks, 'guardrail'));
    rows.peer.push((at.peer ?? NaN) - lastMark(marks, 'peer'));
    durations.guardrail.push(...activationOf('guardrail.guardrail'));
    durations.git.push(...activationOf('vscode.git'));
  }
  return {
    'activation in the extension host': durations.guardrail,
    'activation of the git extension': durations.git,
    'from the activation to the first rows, running daemon': rows.running,
    'from the activation to the first rows, cold daemon': rows.cold,
    'from the activation to the row of a view that has only this one': rows.peer,
  };
}

/** Groups of the findings tree. Rows above them report problems. */
const findingsRows =
  '#workbench\\.view\\.extension\\.guardrail .pane:first-child .monaco-list-row[aria-expanded]';

/** Runs in the page, before its own scripts: notes when the first element of each selector is there. */
function noteRows(selectors: Readonly<Record<string, string>>): void {
  const rowsAt: Record<string, number> = {};
  Reflect.set(globalThis, 'rowsAt', rowsAt);
  const observer = new MutationObserver(() => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (rowsAt[name] === undefined && document.querySelector(selector)) rowsAt[name] = Date.now();
    }
    if (Object.keys(rowsAt).length === Object.keys(selectors).length) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Returns when an extension's first statement ran the last time. */
function lastMark(marks: string, extension: string): number {
  const lines = readFileSync(marks, 'utf8').trim().split('\n');
  const last = lines.findLast((line) => line.startsWith(`${extension} `));
  return Number(last?.split(' ').at(-1));
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

/** Copies the extensions; Guardrail's first statement adds the time, in ms since 1970, to the file `marks`. */
function withMark(
  cleanup: Cleanup,
  { extensions, marks }: { readonly extensions: string; readonly marks: string },
): string {
  const copy = cleanup.folder('marked');
  cpSync(extensions, copy, { recursive: true });
  const [main] = globSync('guardrail.guardrail-*/dist/extension.cjs', { cwd: copy });
  const file = path.join(copy, main ?? '');
  writeFileSync(file, `${markStatement('guardrail', marks)}${readFileSync(file, 'utf8')}`);
  return copy;
}
