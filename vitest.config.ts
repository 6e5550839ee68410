import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests. Those in a browser have `test/ui/vitest.config.ts`. */
export default defineConfig({
  // There is no VS Code outside an extension host: unit tests of the extension have one that counts disposables.
  resolve: { alias: { vscode: path.resolve(import.meta.dirname, 'test/support/vscode/fake.ts') } },
  test: {
    projects: [
      // Modules are loaded once for a worker, not once for each file: that takes half the time. Unit tests share no state.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'] } },
    ],
    pool: 'forks',
    // One for each core: integration tests mostly wait for a daemon.
    maxWorkers: availableParallelism(),
    // Node 22 says so of its SQLite; the product silences it the same way.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
