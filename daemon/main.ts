import './base/suppress-sqlite-warning.ts';

/** Longer than output needs to arrive, shorter than the AWS SDK may wait before it tries again. */
const exitDelayMs = 1_000;

// Set instead of `process.exit`, so that output that is still being written to a pipe arrives.
void import('./commands/run.ts').then(async ({ run }) => {
  process.exitCode = await run(process.argv.slice(2), process.env);
  // A cancelled request may still wait for its next attempt: the process does not wait for it.
  setTimeout(() => process.exit(), exitDelayMs).unref();
});
