import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests. Those in a browser have `test/ui/vitest.config.ts`. */
export default defineConfig({
  // There is no VS Code outside an extension host: unit tests of the extension have one that counts disposables.
  resolve: { alias: { vscode: path.resolve(import.meta.dirname, 'test/support/vscode/fake.ts') } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'] } },
    ],
    pool: 'forks',
    // Modules are loaded and compiled once for a worker, not once for each file: that takes half the time.
    isolate: false,
    setupFiles: ['test/support/process-as-before.ts'],
    // A third of the time, an integration test waits for a process of its own.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Node 22 says so of its SQLite; the product silences it the same way.
    // Short-lived objects of many daemons and sandboxes: with more room for them, V8 collects them less often.
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=64'],
    // Several times what the longest test takes while each core is busy: only a test that hangs reaches it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
