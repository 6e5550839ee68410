import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createCleanup } from '../support/cleanup.ts';

const launcher = path.resolve(import.meta.dirname, '../../dist/bin/guardrail');
/** The programs that the launcher's own shell needs, without Node. */
const tools = ['dirname', 'readlink'];

describe.skipIf(process.platform === 'win32')('guardrail on the PATH of a terminal', () => {
  let cleanup: ReturnType<typeof createCleanup>;
  let bin: string;
  beforeEach(() => {
    cleanup = createCleanup();
    bin = path.join(cleanup.folder('launcher'), 'bin');
    mkdirSync(bin);
    for (const tool of tools) symlinkSync(path.join('/usr/bin', tool), path.join(bin, tool));
    symlinkSync(launcher, path.join(bin, 'guardrail'));
  });
  afterEach(() => cleanup.run());

  const run = (env: Record<string, string>) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const file = path.join(bin, 'guardrail');
      execFile('/bin/sh', [file, '--version'], { env: { PATH: bin, ...env } }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });

  it('runs with the runtime that the editor names, also through a link', async () => {
    expect(await run({ GUARDRAIL_NODE: process.execPath })).toEqual({
      code: 0,
      stdout: `guardrail ${manifest.version}\n`,
      stderr: '',
    });
  });

  it('says what to install if no Node is found', async () => {
    const { code, stderr } = await run({});
    expect(code).toBe(1);
    expect(stderr).toMatch(/^guardrail: needs Node\.js .* Install it, or name one with GUARDRAIL_NODE\.\n$/);
  });
});

describe('guardrail.cmd on the PATH of a Windows terminal', () => {
  it('names Node by its full path, because a bare name means the program in the current folder', () => {
    const lines = readFileSync(`${launcher}.cmd`, 'utf8').split('\r\n');
    const sources = lines.flatMap((line) =>
      [...line.matchAll(/set "GUARDRAIL_NODE=([^"]*)"/g)].map(([, from]) => from),
    );
    expect(sources).toEqual(['%%~$PATH:I']);
    expect(lines.filter((line) => /guardrail\.cjs/.test(line))).toEqual([
      '"%GUARDRAIL_NODE%" "%~dp0..\\guardrail.cjs" %*',
    ]);
  });
});
