import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createCleanup } from '../cleanup.ts';
import { startVsCode, type VsCodeOptions } from './server.ts';

export interface HostRun extends Pick<VsCodeOptions, 'settings' | 'env'> {
  readonly browser: Browser;
  /** Folder of the extension under test. */
  readonly extension: string;
  /** Opened one after the other, in one editor. */
  readonly windows: readonly HostWindow[];
  /** Milliseconds after which the run of a window counts as hung. */
  readonly timeout?: number;
}

export interface HostWindow {
  /** Module with `run()`, as `@vscode/test-electron` calls it; it writes a HostReport to GUARDRAIL_TEST_RESULTS. */
  readonly tests: string;
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
}

/** The results of the tests of one run, and the output of their reporter. */
export interface HostReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly report: string;
}

/** Lines of a window's console that a report of a failure has. */
const consoleLines = 40;

/** Runs tests in a real extension host. */
export async function runInHost({
  browser,
  extension,
  windows,
  timeout = 180_000,
  ...run
}: HostRun): Promise<HostReport> {
  const cleanup = createCleanup();
  try {
    const results = path.join(cleanup.folder('results'), 'results.json');
    const vsCode = await startVsCode({
      ...run,
      development: extension,
      env: { ...run.env, GUARDRAIL_TEST_RESULTS: results },
    });
    cleanup.add(() => vsCode.stop());
    const reports: HostReport[] = [];
    for (const { workspace, tests } of windows) {
      const console = await runWindow(browser, vsCode.windowUrl(workspace, tests), timeout);
      if (!existsSync(results))
        throw new Error(
          `The tests did not end.\n${vsCode.output()}\n${console.slice(-consoleLines).join('\n')}`,
        );
      const report: HostReport = JSON.parse(readFileSync(results, 'utf8'));
      reports.push(report.failed === 0 ? report : { ...report, report: withConsole(report, console) });
      rmSync(results);
    }
    return reports.reduce(sumOf);
  } finally {
    await cleanup.run();
  }
}

/** A failure may have its reason in the window, not in the tests. */
function withConsole({ report }: HostReport, console: readonly string[]): string {
  return [report, 'The window said:', ...console.slice(-consoleLines)].join('\n');
}

/** Opens a window and waits until its tests have ended, or the timeout. Resolves to the lines of its console. */
async function runWindow(browser: Browser, address: string, timeout: number): Promise<string[]> {
  const page = await browser.newPage();
  const console: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    await page.exposeFunction('codeAutomationLog', (_type: string, words: unknown[]) =>
      console.push(words.join(' ')),
    );
    const ended = new Promise<void>((resolve) => page.exposeFunction('codeAutomationExit', () => resolve()));
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    await page.goto(address);
    await Promise.race([ended, late]);
    return console;
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

function sumOf(one: HostReport, other: HostReport): HostReport {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    report: `${one.report}\n${other.report}`,
  };
}
