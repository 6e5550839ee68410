import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Environment } from '../configuration/configuration.ts';
import { Problem } from '../domain/problems/problem.ts';

/** Another process of this same program. */
export interface Child {
  /** What it prints first: JSON. @throws Problem `child-ended` where it ends before. */
  readonly hello: Promise<unknown>;
  /** Asks it to end, and waits for that. */
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
    throw childEnded(words.join(' '));
  })();
  hello.catch(() => {
    // Whoever awaits it hears of it; who ends the child first does not.
  });
  return {
    hello,
    async end() {
      child.kill();
      await ended;
    },
  };
}

function childEnded(name: string): Problem {
  return new Problem(
    'child-ended',
    { en: `"guardrail ${name}" ended early.`, ja: `"guardrail ${name}" が途中で終了しました。` },
    { en: 'Run it by itself to see why.', ja: '単独で実行して理由を確認してください。' },
  );
}
