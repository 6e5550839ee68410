/** `npm run test:desktop`: downloads a desktop VS Code and runs the host suites in it. Needs a display on Linux. */
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { createCleanup } from '../support/cleanup.ts';
import { startOrganization } from '../support/organization.ts';
import { hostWindows } from './run.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cleanup = createCleanup();
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    cachePath: path.join(root, '.cache/vscode-desktop'),
  });
  const organization = await startOrganization();
  cleanup.add(() => organization.stop());
  for (const { workspace, tests } of hostWindows(organization))
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: organization.env,
      launchArgs: [workspace, '--disable-extensions', '--user-data-dir', cleanup.folder('user')],
    });
} catch (error) {
  console.error(
    `The desktop run failed: ${(error as Error).message}\n` +
      'Where update.code.visualstudio.com cannot be reached, "npm run test:host" runs the same suites without it.',
  );
  process.exitCode = 1;
} finally {
  await cleanup.run();
}
