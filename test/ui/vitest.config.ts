import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that click and type: Chromium on a real workbench. Each file has its own organization and editor. */
export default defineConfig({
  test: {
    include: ['test/ui/**/*.test.ts'],
    globalSetup: 'test/ui/setup.ts',
    pool: 'forks',
    // Modules are loaded once for a worker, not once for each file.
    isolate: false,
    setupFiles: ['test/support/process-as-before.ts'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // An editor, its browser and its daemon use two cores. More files at a time take as long, and each step waits longer.
    maxWorkers: Math.max(1, Math.floor(availableParallelism() / 2)),
    // Several times what a step takes while each core is busy.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    // VS Code draws lists again at moments of its own: a click or a key can get lost. The report names what ran twice.
    retry: 1,
    hookTimeout: 300_000,
  },
});
