import { daemonCommand } from './daemon.ts';
import { reportBug, run } from './run.ts';

/** Ctrl+C, a request to end, and a terminal that was closed. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the guardrail command line as this process. Resolves to its exit code. */
export async function runProcess({ argv, env, stdout, stderr }: NodeJS.Process): Promise<number> {
  const words = argv.slice(2);
  endQuietlyWithReader(stdout);
  endQuietlyWithReader(stderr);
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  for (const signal of interruptions) process.once(signal, onInterrupt);
  // The daemon survives its bugs. A command ends with one line, even if no code awaited the failure.
  if (words[0] !== daemonCommand.name)
    process.once('uncaughtException', (error) => {
      reportBug(error, env, stderr);
      process.exit(1);
    });
  try {
    return await run(words, env, { out: stdout, err: stderr, signal: abort.signal });
  } finally {
    for (const signal of interruptions) process.off(signal, onInterrupt);
  }
}

/** `guardrail findings | head` stops reading early. That is not an error. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
