import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let cleanup: Cleanup;
beforeEach(() => {
  cleanup = createCleanup();
});
afterEach(() => cleanup.run());

const later = '2099-01-31';

async function open(jira: 'cloud' | 'data-center' = 'cloud') {
  const sandbox: Sandbox = await startSmallSandbox({ jira });
  cleanup.add(() => sandbox.close());
  const terminal: Terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  await terminal.run(['sync']);
  const issues = sandbox.world.issues.filter(
    ({ project, status }) => project === sandbox.hello.project && status === 'todo',
  );
  const [first, second] = issues;
  if (!first || !second) throw new Error('The sample team has two tickets to do.');
  const project = sandbox.world.projects.find(({ key }) => key === sandbox.hello.project);
  if (!project) throw new Error('The sandbox has the sample project.');
  return { sandbox, terminal, first, second, project };
}

const lastComment = ({ comments }: Issue) => JSON.stringify(comments.at(-1)?.body);

describe.each(['cloud', 'data-center'] as const)('edits on %s', (kind) => {
  it('assign, comment, and change the due date of several tickets, with a result for each', async () => {
    const { terminal, first, second } = await open(kind);
    const keys = [first.key, second.key];

    const preview = await terminal.run(['due', ...keys, later, '--reason', 'Vendor.', '--preview']);
    expect(preview.stdout.trim().split('\n')).toHaveLength(2);
    expect(preview.stdout).toContain(`→ ${later}`);
    expect(first.due).not.toBe(later);

    const fullWidth = later.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const changed = await terminal.run(['due', ...keys, fullWidth, '--reason', 'Vendor.', '--json']);
    expect(JSON.parse(changed.stdout)).toMatchObject(
      keys.map((ticket) => ({ ticket, result: 'confirmed', due: later })),
    );
    expect([first.due, second.due]).toEqual([later, later]);
    expect(lastComment(first)).toContain('Vendor.');

    const assigned = await terminal.run(['assign', ...keys]);
    expect([assigned.code, assigned.stderr]).toEqual([0, '']);
    expect(assigned.stdout.trim().split('\n')).toHaveLength(2);
    expect(first.assignee?.accountId).toBe(second.assignee?.accountId);
    expect(assigned.stdout).toContain(first.assignee?.displayName);

    const before = first.comments.length;
    await terminal.run(['comment', first.key, '--reason', 'Please *look* {code}.']);
    expect(first.comments).toHaveLength(before + 1);

    const undone = await terminal.run(['undo', second.key]);
    expect(undone.code).toBe(0);
    // What the action edited, not only the status, which it did not change.
    const assignee = second.assignee ? `assigned to ${second.assignee.displayName}` : 'not assigned';
    expect(undone.stdout).toBe(`${second.key} is now "To Do", due on ${later} and ${assignee}.\n`);
    expect(second.assignee?.accountId).not.toBe(first.assignee?.accountId);
    const all = await terminal.run(['reviews', '--all', '--json']);
    expect(JSON.parse(all.stdout).map((act: { kind: string }) => act.kind)).toEqual([
      'undo',
      'comment',
      'assign',
      'assign',
      'due',
      'due',
    ]);
  });

  it('report in the site’s own words what the account may not do', async () => {
    const { terminal, first, second, project } = await open(kind);
    project.denied = ['ASSIGN_ISSUES', 'SCHEDULE_ISSUES'];
    const assigned = await terminal.run(['assign', first.key]);
    expect(assigned.code).toBe(1);
    expect(assigned.stderr).toContain('You do not have permission to assign issues');
    const changed = await terminal.run(['due', second.key, later, '--reason', 'Vendor.']);
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain("Field 'duedate' cannot be set");
    expect(second.due).not.toBe(later);
    const kept = JSON.parse((await terminal.run(['reviews', '--json'])).stdout);
    expect(kept).toMatchObject([
      { kind: 'assign', state: 'conflict', code: 'edit-refused' },
      { kind: 'due', due: later, state: 'conflict', code: 'edit-refused' },
    ]);
    project.denied = [];
    expect((await terminal.run(['resolve', second.key, '--send-anyway'])).code).toBe(0);
    expect(second.due).toBe(later);
  });
});

it('a due date that another person changed is a conflict with both sides, until the person resolves it', async () => {
  const { sandbox, terminal, first, second } = await open();
  sandbox.jira.others.edit(first.key, { values: new Map([['duedate', '2098-05-05']]) });
  const { code, stderr, stdout } = await terminal.run([
    'due',
    first.key,
    second.key,
    later,
    '--reason',
    'Vendor.',
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('2098-05-05');
  expect(stderr).toContain('Rina Reviewer');
  expect(stdout).toContain(second.key);
  expect(first.due).toBe('2098-05-05');
  const [conflict] = JSON.parse((await terminal.run(['reviews', '--json'])).stdout);
  expect(conflict).toMatchObject({
    kind: 'due',
    due: later,
    found: { edited: { field: 'due', value: '2098-05-05', by: 'Rina Reviewer' } },
    resolutions: ['send-anyway', 'comment-only'],
  });
  expect((await terminal.run(['resolve', first.key, '--send-anyway'])).code).toBe(0);
  expect(first.due).toBe(later);
});

it('is wrong usage without a reason, without a day, or with a day that does not exist or is over', async () => {
  const { terminal, first } = await open();
  expect((await terminal.run(['comment', first.key])).code).toBe(2);
  expect((await terminal.run(['due', first.key, later])).code).toBe(2);
  const noDay = await terminal.run(['due', first.key, 'APP-2', '--reason', 'x']);
  expect([noDay.code, noDay.stderr]).toEqual([2, expect.stringContaining('2027-01-31')]);
  const never = await terminal.run(['due', first.key, '2027-02-30', '--reason', 'x']);
  expect([never.code, never.stderr]).toEqual([1, expect.stringContaining('2027-02-30')]);
  const over = await terminal.run(['due', first.key, '2020-01-01', '--reason', 'x']);
  expect([over.code, over.stderr]).toEqual([1, expect.stringContaining('--allow-past')]);
  expect((await terminal.run(['due', first.key, '2020-01-01', '--reason', 'x', '--allow-past'])).code).toBe(
    0,
  );
  expect(first.due).toBe('2020-01-01');
});
