import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Environment } from '../configuration/configuration.ts';
import { problem } from '../domain/problems/problem.ts';

/** Another process of this program. */
export interface Child {
  /**
   * Resolves to the JSON that the process prints first. @throws Problem `child-ended` if it ends before that.
   */
  readonly hello: Promise<unknown>;
  /** Asks the process to end. Resolves once it has ended. */
  end(): Promise<void>;
}

export function startChild(words: readonly string[], env: Environment): Child {
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...words], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const hello = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as unknown;
    throw problem('child-ended', { command: words.join(' ') });
  })();
  hello.catch(() => {
    // A caller that awaits `hello` receives the error. A caller that ends the process first does not.
  });
  return {
    hello,
    async end() {
      child.kill();
      await ended;
    },
  };
}
