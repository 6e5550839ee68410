import './base/suppress-sqlite-warning.ts';
import { run } from './commands/run.ts';

/** Longer than output needs to arrive, shorter than the AWS SDK may sleep before it tries again. In ms. */
const patience = 1_000;

// Set instead of `process.exit`, so that output still on its way to a pipe arrives.
void run(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code;
  // What was cancelled may sleep on: it keeps nobody waiting.
  setTimeout(() => process.exit(), patience).unref();
});
