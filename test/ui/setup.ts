import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { installBrowser } from '../support/browser.ts';
import { createCleanup } from '../support/cleanup.ts';
import { installExtension } from '../support/vscode/package.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of extensions with the packaged one, as a user has it who installed it. */
    extensions: string;
    /** A file for the looks of the themes, which the first test that needs them writes. */
    looks: string;
  }
}

/** Installs once what every file needs, because files run at the same time. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cleanup = createCleanup();
  await installBrowser();
  project.provide('extensions', await installExtension(cleanup.folder('package')));
  project.provide('looks', path.join(cleanup.folder('looks'), 'looks.json'));
  return () => cleanup.run();
}
