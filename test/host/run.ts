import path from 'node:path';
import { launchBrowser } from '../support/browser.ts';
import { createCleanup } from '../support/cleanup.ts';
import { type Organization, startOrganization } from '../support/organization.ts';
import { writeSeveralFolders } from '../support/several-folders.ts';
import { smallSize } from '../support/small-sandbox.ts';
import { type HostReport, type HostWindow, runInHost } from '../support/vscode/host-run.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Returns the windows of the host suites. */
export function hostWindows(organization: Organization): HostWindow[] {
  const suiteOf = (name: string) => path.join(root, 'dist/test/host', name, 'index.cjs');
  return [
    { workspace: organization.workspace, tests: suiteOf('suite') },
    { workspace: writeSeveralFolders(organization), tests: suiteOf('several-folders') },
  ];
}

/** Runs the built host suites in a real extension host, against the sandbox. Prints their report. */
export async function runHostSuites(): Promise<HostReport> {
  const cleanup = createCleanup();
  try {
    const organization = await startOrganization(undefined, smallSize);
    cleanup.add(() => organization.stop());
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    const { env } = organization;
    const result = await runInHost({ browser, extension: root, windows: hostWindows(organization), env });
    console.log(result.report);
    return result;
  } finally {
    await cleanup.run();
  }
}
