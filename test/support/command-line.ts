import { execFile } from 'node:child_process';
import path from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { run } from '../../daemon/commands/run.ts';

const program = path.resolve(import.meta.dirname, '../../dist/guardrail.cjs');

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs one command of the built program to its end. Resolves to its output; rejects if it ends with another code than 0. */
export async function runAsProcess(words: readonly string[], env: Environment): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], {
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** The output of a command, and its exit code. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a process of its own, which takes half a second to start. Only for a command that finds a daemon. */
export async function runHere(words: readonly string[], env: Environment): Promise<Ran> {
  const [out, err] = [textStream(), textStream()];
  const { signal } = new AbortController();
  const code = await run(words, { ...env }, { out: out.stream, err: err.stream, signal });
  return { code, stdout: out.text(), stderr: err.text() };
}

/** A stream that is no terminal. */
function textStream(): { stream: NodeJS.WriteStream; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream: stream as NodeJS.WriteStream, text: () => Buffer.concat(chunks).toString('utf8') };
}
