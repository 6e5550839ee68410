import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const notOurs = /^(node_modules|dist|\.cache|\.git|coverage)$/;
const files = globSync('**', { cwd: root, exclude: (name) => notOurs.test(path.basename(name)) })
  .concat(globSync('.*', { cwd: root }))
  // In a linked worktree, .git is a file.
  .filter((file) => !notOurs.test(file))
  .filter((file) => statSync(path.join(root, file)).isFile());
const texts = new Map(
  files
    .filter((file) => !/\.(png|vsix|ico|tsbuildinfo)$/.test(file))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

describe('files of the project', () => {
  it('are found', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'daemon/main.ts',
        '.gitignore',
        'test/host/vscode/package.json',
      ]),
    );
  });

  it('stay within 400 lines of TypeScript, so that each has one subject', () => {
    expect(longFiles(texts)).toEqual([]);
    expect(longFiles(new Map([['a.ts', '\n'.repeat(400)]]))).toEqual(['a.ts']);
  });

  it('name no folder of the machine on which they were written', () => {
    expect(machinePaths(texts)).toEqual([]);
    expect(machinePaths(new Map([['a.ts', `open('${['', 'root', 'x'].join('/')}')`]]))).toEqual(['a.ts']);
  });

  it('print JSON in commands only by `printableJson`, which is safe on a terminal', () => {
    expect(rawJson(texts)).toEqual([]);
    expect(rawJson(new Map([['daemon/commands/a.ts', 'out.write(JSON.stringify(1))']]))).toEqual([
      'daemon/commands/a.ts',
    ]);
  });

  it('show lists of external text only by `pickRow`, which draws no icon from the text', () => {
    expect(barePicks(texts)).toEqual([]);
    const bare = new Map([['extension/a.ts', 'await window.showQuickPick(rows)']]);
    expect(barePicks(bare)).toEqual(['extension/a.ts']);
  });

  it('lock packages by version and hash, not by the registry from which they were installed', () => {
    expect(registries(texts)).toEqual([]);
    const locked = '"resolved": "https://registry.example.com/a.tgz"';
    expect(registries(new Map([['package-lock.json', locked]]))).toEqual(['package-lock.json']);
  });
});

function longFiles(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => file.endsWith('.ts') && text.split('\n').length > 400)
    .map(([file]) => file);
}

function machinePaths(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].filter(([, text]) => /(?<![\w.$}])[/](?:root|work)[/]/.test(text)).map(([file]) => file);
}

function rawJson(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => file.startsWith('daemon/commands/') && text.includes('JSON.stringify('))
    .map(([file]) => file);
}

/** Signing in shows only its own texts. */
const picksOfOwnWords = ['extension/tools/pick-row.ts', 'extension/tickets/account/sign-in.ts'];
/** Makes its rows plain by `plainRows` and `withoutIcons`. */
const plainPicks = ['extension/tools/choose-value.ts'];

function barePicks(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => file.startsWith('extension/') && /\b(show|create)QuickPick\(/.test(text))
    .map(([file]) => file)
    .filter((file) => ![...picksOfOwnWords, ...plainPicks].includes(file));
}

function registries(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file, text]) => /-lock\.json$/.test(file) && /"resolved": "https?:/.test(text))
    .map(([file]) => file);
}
