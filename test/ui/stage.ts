import path from 'node:path';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { launchBrowser } from '../support/browser.ts';
import { createCleanup } from '../support/cleanup.ts';
import { type Organization, startOrganization } from '../support/organization.ts';
import { type RunningVsCode, startVsCode } from '../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

/** Everything a UI test plays on: the sandbox, a VS Code with the packaged extension, a browser. */
export interface Stage {
  readonly organization: Organization;
  readonly vsCode: RunningVsCode;
  readonly browser: Browser;
  openWindow(): Promise<Workbench>;
  /** What the command line says fails now, links to the workspace's templates included. */
  findings(): Promise<FindingView[]>;
  close(): Promise<void>;
}

export async function setStage({ locale = 'en' }: { locale?: 'en' | 'ja' } = {}): Promise<Stage> {
  const cleanup = createCleanup();
  try {
    const organization = await startOrganization();
    cleanup.add(() => organization.stop());
    const vsCode = await startVsCode({ install: inject('vsix'), env: organization.env, locale });
    cleanup.add(() => vsCode.stop());
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    return {
      organization,
      vsCode,
      browser,
      openWindow: () => openWorkbench(browser, vsCode, organization.workspace, { locale }),
      findings: async () =>
        JSON.parse(await organization.command('findings', '--json', '--workspace', organization.workspace)),
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** Pictures for the documents, 1280×800; taken only where GUARDRAIL_SCREENSHOTS=1 asks for them. */
export async function picture({ page }: Workbench, name: string): Promise<void> {
  if (process.env.GUARDRAIL_SCREENSHOTS !== '1') return;
  await page.screenshot({
    path: path.resolve(import.meta.dirname, '../../docs/images', `${name}.png`),
    animations: 'disabled',
  });
}
