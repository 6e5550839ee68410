import { defineConfig } from 'vitest/config';

/** Tests that click and type: Chromium on a real workbench. One file at a time, each with its own organization. */
export default defineConfig({
  test: {
    include: ['test/ui/**/*.test.ts'],
    globalSetup: 'test/ui/setup.ts',
    pool: 'forks',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    fileParallelism: false,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
