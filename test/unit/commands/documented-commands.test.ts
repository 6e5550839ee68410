import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from '../../../daemon/commands/parse.ts';
import { commands } from '../../../daemon/commands/run.ts';

const docs = path.resolve(import.meta.dirname, '../../../docs');

/** Returns the words of each `guardrail` command in the shell blocks of a document, up to a pipe or a comment. */
function commandsIn(file: string): string[][] {
  const blocks = readFileSync(path.join(docs, file), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g);
  return [...blocks]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('guardrail '))
    .map((line) => line.replace(/\s[|#] .*$/, ''))
    .map((line) =>
      [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '').slice(1),
    );
}

it.each(['guide/tickets.md', 'terminal.md', 'guide/ja/tickets.md'])(
  'each command in %s can be typed',
  (file) => {
    const documented = commandsIn(file);
    expect(documented.length).toBeGreaterThan(0);
    for (const [name, ...args] of documented) {
      const command = commands.find((each) => each.name === name);
      if (!command) throw new Error(`there is no command ${name}`);
      expect(() => parse(command, args), [name, ...args].join(' ')).not.toThrow();
    }
  },
);

it('a document that names an option that does not exist fails', () => {
  const [command] = commands;
  expect(() => command && parse(command, ['--no-such-option'])).toThrow();
});
