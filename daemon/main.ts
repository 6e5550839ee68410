import './base/suppress-sqlite-warning.ts';

/** Longer than output needs to arrive, shorter than the AWS SDK may wait before it tries again. */
const exitDelayMs = 1_000;

// Set instead of `process.exit`, so that output that is still being written to a pipe arrives.
void import('./commands/run-process.ts').then(async ({ runProcess }) => {
  process.exitCode = await runProcess(process);
  // A cancelled request may still wait for its next attempt: the process does not wait for it.
  setTimeout(() => process.exit(), exitDelayMs).unref();
});
