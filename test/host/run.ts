import path from 'node:path';
import { launchBrowser } from '../support/browser.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startOrganization } from '../support/organization.ts';
import { type HostReport, runInHost } from '../support/vscode/host-run.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const suites = path.join(root, 'dist/test/host/index.cjs');

/** Runs the built host suites in a real extension host, against the sandbox. Prints their report. */
export async function runHostSuites(): Promise<HostReport> {
  const cleanup = createCleanup();
  try {
    const organization = await startOrganization();
    cleanup.add(() => organization.stop());
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    const { workspace, env } = organization;
    const result = await runInHost({ browser, extension: root, tests: suites, workspace, env });
    console.log(result.report);
    return result;
  } finally {
    await cleanup.run();
  }
}
