import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCleanup } from '../support/cleanup.ts';
import { type RunningVsCode, startVsCode } from '../support/vscode/server.ts';

const cleanup = createCleanup();
let vsCode: RunningVsCode;
let folder: string;

beforeAll(async () => {
  folder = cleanup.folder('workspace');
  vsCode = await startVsCode();
  cleanup.add(() => vsCode.stop());
});
afterAll(() => cleanup.run());

describe('the editor of the demo and of the tests', () => {
  it('serves no window and no file without its token', async () => {
    const file = encodeURIComponent(path.resolve(import.meta.filename));
    for (const address of [
      `/?folder=${folder}`,
      `/vscode-remote-resource?path=${file}`,
      `/?folder=${folder}&tkn=${'0'.repeat(64)}`,
    ])
      expect(await statusOf(`${vsCode.url}${address}`), address).toBe(403);
  });

  it('serves the window to a browser that has the token', async () => {
    expect(await statusOf(vsCode.windowUrl(folder))).toBe(302);
  });

  it('serves nothing to a page of another site, which does not have its cookie', async () => {
    const foreign = { Host: 'attacker.example', Origin: 'http://attacker.example' };
    expect(await statusOf(`${vsCode.url}/?folder=${folder}`, foreign)).toBe(403);
  });
});

function statusOf(url: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
