import { execFile } from 'node:child_process';
import path from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { contextOf } from '../../daemon/commands/command-context.ts';
import { parse } from '../../daemon/commands/parse.ts';
import { commands } from '../../daemon/commands/run.ts';
import { textsOf } from '../../daemon/server/texts/say.ts';

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

/** Does the same without a process of its own, which takes half a second to start. Only for a command that finds a daemon. */
export async function runHere([name, ...rest]: readonly string[], env: Environment): Promise<string> {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new Error(`There is no command ${name}.`);
  const { values, positionals } = parse(command, rest);
  const [out, err] = [textStream(), textStream()];
  const context = contextOf({ ...process.env, ...env }, values.config as string | undefined);
  const code = await command.run(context, {
    words: positionals,
    options: values,
    out: out.stream,
    err: err.stream,
    texts: textsOf(context.locale).terminal,
    signal: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`guardrail ${name} ended with ${code}: ${err.text()}`);
  return out.text();
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
