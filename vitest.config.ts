import { defineConfig } from 'vitest/config';

/** Unit and integration tests. Those in a browser have `test/ui/vitest.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/{unit,integration}/**/*.test.ts'],
    pool: 'forks',
    // Node 22 says so of its SQLite; the product silences it the same way.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
