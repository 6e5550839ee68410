import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterEach(() => cleanup.run());

it('approves the tickets that are in review, and says for each other one why not', async () => {
  const terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  const issues = sandbox.world.issues.filter(({ project }) => project === sandbox.hello.project);
  const [first, second] = issues.filter(({ status }) => status === 'review');
  const open = issues.find(({ status }) => status === 'todo');
  if (!first || !second || !open) throw new Error('The sample team has no such tickets.');
  await terminal.run(['sync']);
  const { code, stdout, stderr } = await terminal.run(['approve', first.key, open.key, second.key]);
  expect([first.status, open.status, second.status]).toEqual(['done', 'todo', 'done']);
  expect(stdout.trim().split('\n')).toHaveLength(2);
  expect(stderr).toMatch(new RegExp(`^${open.key}: ${open.key} is not in review`));
  expect(code).toBe(1);
});
