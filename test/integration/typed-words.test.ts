import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Ran, type Terminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let terminal: Terminal;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  await terminal.run(['sync']);
});
afterEach(() => cleanup.run());

function issueAt(status: Issue['status']): Issue {
  const found = sandbox.world.issues.find(
    (issue) => issue.project === sandbox.hello.project && issue.status === status,
  );
  if (!found) throw new Error(`The sample team has no ticket at ${status}.`);
  return found;
}
const ended = ({ code, stderr }: Ran) => [code, stderr];

it('take a key in lower case, and one ticket once', async () => {
  const [todo, inReview] = [issueAt('todo'), issueAt('review')];
  const review = ['--outcome', 'fixed', '--reason', 'Closed.'];
  expect(ended(await terminal.run(['review', ` ${todo.key.toLowerCase()} `, ...review]))).toEqual([0, '']);
  expect(todo.status).toBe('review');
  const approved = await terminal.run(['approve', inReview.key.toLowerCase(), inReview.key]);
  expect(ended(approved)).toEqual([0, '']);
  expect(approved.stdout.trim().split('\n')).toHaveLength(1);
});

it('preview no day that cannot be sent', async () => {
  const { key } = issueAt('todo');
  const due = (day: string, ...more: string[]) =>
    terminal.run(['due', key, day, '--reason', 'Vendor.', '--preview', ...more]);
  expect(ended(await due('2027-02-30'))).toEqual([1, expect.stringContaining('is not a date')]);
  expect(ended(await due('2020-02-20', '--json'))).toEqual([1, expect.stringContaining('in the past')]);
  expect((await due('2020-02-20', '--allow-past')).code).toBe(0);
  const unknown = await terminal.run(['assign', 'PAY-9999', '--preview']);
  expect(unknown.stdout).toBe('');
  expect(ended(unknown)).toEqual([1, expect.stringContaining('guardrail sync')]);
});

it('withdraw the action that the list names, and none by chance', async () => {
  const { key } = issueAt('todo');
  sandbox.jira.faults.unreachable(true);
  for (const reason of ['First.', 'Second.']) await terminal.run(['comment', key, '--reason', reason]);
  const list = (await terminal.run(['reviews'])).stdout;
  const second = /Reason: Second\.[\s\S]*?guardrail withdraw \S+ --action (\S+)/.exec(list)?.[1] ?? '';
  expect(ended(await terminal.run(['withdraw', key]))).toEqual([1, expect.stringContaining(second)]);
  expect(ended(await terminal.run(['withdraw', key, '--action', second]))).toEqual([0, '']);
  const left = (await terminal.run(['reviews'])).stdout;
  expect(left).toContain('Reason: First.');
  expect(left).not.toContain('Second.');
});

it('are wrong usage where they say two things, or nothing', async () => {
  const { key } = issueAt('todo');
  for (const words of [
    ['file', 'a-finding', '--preview', '--withdraw'],
    ['match', key, '--finding', 'a-finding'],
    ['send-back', key, '--reason', '- not deployed yet'],
    ['sandbox', '--port', '99999999'],
  ])
    expect((await terminal.run(words)).code, words.join(' ')).toBe(2);
  const dash = await terminal.run(['send-back', key, '--reason', '- not deployed yet']);
  expect(dash.stderr).toContain('--reason="…"');
});

it('are in the preview of a ticket, and what is no field of it is named', async () => {
  const { issues } = sandbox.world;
  const findings = JSON.parse((await terminal.run(['findings', '--json'])).stdout);
  const finding = findings.find(({ ticket }: { ticket?: { key: string } }) => ticket);
  issues.splice(
    issues.findIndex(({ key }) => key === finding.ticket.key),
    1,
  );
  await terminal.run(['sync']);
  const given = ['--field', 'priority=Lowest', '--field', 'Nonsense=1'];
  const preview = await terminal.run(['file', finding.key, '--preview', ...given]);
  expect(preview.stdout).toContain('Priority: Lowest');
  expect(ended(preview)).toEqual([1, expect.stringContaining('"Nonsense"')]);
});
