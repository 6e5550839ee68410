import './base/quiet.ts';
import { run } from './commands/run.ts';

// Set instead of `process.exit`, so that output still on its way to a pipe arrives.
void run(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code;
});
