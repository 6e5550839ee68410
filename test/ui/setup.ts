import type { TestProject } from 'vitest/node';
import { createCleanup } from '../support/cleanup.ts';
import { packageExtension } from '../support/vscode/package.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packaged extension, as it would be published. */
    vsix: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cleanup = createCleanup();
  project.provide('vsix', await packageExtension(cleanup.folder('package')));
  return () => cleanup.run();
}
