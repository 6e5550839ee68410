import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createCleanup } from '../cleanup.ts';
import { startVsCode, type VsCodeOptions } from './server.ts';

export interface HostRun extends Pick<VsCodeOptions, 'settings' | 'env'> {
  readonly browser: Browser;
  /** Folder of the extension under test. */
  readonly extension: string;
  /** Module with `run()`, as `@vscode/test-electron` calls it; it writes a HostReport to GUARDRAIL_TEST_RESULTS. */
  readonly tests: string;
  readonly workspace: string;
  /** Milliseconds after which the run counts as hung. */
  readonly timeout?: number;
}

/** The results of the tests of one run, and the output of their reporter. */
export interface HostReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly report: string;
}

/** Runs tests in a real extension host. */
export async function runInHost({
  browser,
  extension,
  tests,
  workspace,
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
    const page = await browser.newPage();
    cleanup.add(() => page.close());
    const console: string[] = [];
    await page.exposeFunction('codeAutomationLog', (_type: string, words: unknown[]) =>
      console.push(words.join(' ')),
    );
    const ended = new Promise<void>((resolve) => page.exposeFunction('codeAutomationExit', () => resolve()));
    const late = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeout);
      cleanup.add(() => clearTimeout(timer));
    });
    await page.goto(vsCode.windowUrl(workspace, tests));
    await Promise.race([ended, late]);
    if (existsSync(results)) return JSON.parse(readFileSync(results, 'utf8'));
    throw new Error(`The tests did not end.\n${vsCode.output()}\n${console.slice(-40).join('\n')}`);
  } finally {
    await cleanup.run();
  }
}
