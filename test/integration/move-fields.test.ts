import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listMoves, searchUsers } from '#protocol/moves.ts';
import { listReviews, reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import type { Issue, Project } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

const cause = {
  id: 'customfield_10040',
  name: 'Root cause',
  kind: 'select',
  options: [
    { id: '1', value: 'Configuration' },
    { id: '2', value: 'Human error' },
  ],
} as const;
const reviewer = { id: 'customfield_10041', name: 'Reviewer', kind: 'user' } as const;
const notes = { id: 'customfield_10042', name: 'Notes', kind: 'textarea' } as const;
const back = { id: '11', name: 'Send back', from: ['review'], to: 'todo' };
const asking = {
  id: '21',
  name: 'Ask for review',
  from: ['todo'],
  to: 'review',
  screen: [{ field: cause.id, required: true }, { field: reviewer.id, required: true }, { field: notes.id }],
  validators: [{ field: notes.id, matches: 'CHG-', sentence: 'Name the change.' }],
} as const;

let cleanup: Cleanup;
let sandbox: Sandbox;
let terminal: Terminal;
let issue: Issue;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  const found = sandbox.world.issues.find(
    (each) => each.project === sandbox.hello.project && each.status === 'todo',
  );
  if (!found) throw new Error('The sample team has no ticket to do.');
  issue = found;
});
afterEach(() => cleanup.run());

function change(project: Partial<Project>): void {
  const found = sandbox.world.projects.find(({ key }) => key === issue.project);
  Object.assign(found ?? {}, project);
}
const review = (...more: string[]) =>
  terminal.run(['review', issue.key, '--outcome', 'fixed', '--reason', 'Closed the bucket.', ...more]);

describe('a move that asks for fields, from a terminal', () => {
  beforeEach(() => change({ transitions: [back, asking], fields: [cause, reviewer, notes] }));

  it('is listed with its fields', async () => {
    const { code, stdout } = await terminal.run(['moves', issue.key]);
    expect(code).toBe(0);
    expect(stdout).toContain('21  Ask for review → ');
    expect(stdout).toContain('Root cause: one of Configuration, Human error; required');
    expect(stdout).toContain('Notes: a text; optional');
    const json = JSON.parse((await terminal.run(['moves', issue.key, '--json'])).stdout);
    expect(json.moves[0].fields[0]).toMatchObject({ id: cause.id, control: 'select', required: true });
  });

  it('is refused with the fields and their values, and sent when they are given', async () => {
    const without = await review();
    expect(without.code).toBe(1);
    expect(without.stderr).toContain(
      '"Root cause" (one of Configuration, Human error), "Reviewer" (a person)',
    );
    expect(without.stderr).toContain('--field NAME=VALUE');
    expect(issue.status).toBe('todo');

    const wrong = await review(
      '--field',
      'Root cause=Weather',
      '--field',
      `Reviewer=${issue.assignee?.accountId}`,
    );
    expect(wrong.stderr).toContain(
      '"Root cause": Jira does not allow this value. Choose from: Configuration, Human error.',
    );

    const fields = ['--field', 'root cause=Human error', '--field', `Reviewer=${issue.assignee?.accountId}`];
    const refused = await review(...fields);
    expect(refused.stderr).toContain('"Notes": Name the change.');
    const kept = await terminal.run(['reviews', '--json']);
    expect(JSON.parse(kept.stdout)).toMatchObject([
      { ticket: issue.key, state: 'conflict', reason: 'Closed the bucket.', code: 'fields-refused' },
    ]);

    const sent = await review(...fields, '--field', 'Notes=CHG-12');
    expect(sent.code).toBe(0);
    expect(issue.status).toBe('review');
    expect(issue.values).toMatchObject({ [cause.id]: '2' });
    expect(issue.comments.length).toBeGreaterThan(0);
  });

  it('is sent with them when its conflict is resolved, and undone with those of the move back', async () => {
    const values = ['--field', 'Root cause=Human error', '--field', `Reviewer=${issue.assignee?.accountId}`];
    expect((await review()).stderr).toContain('--field NAME=VALUE');
    const resolve = (...more: string[]) => terminal.run(['resolve', issue.key, ...more]);
    expect(await resolve('--comment-only', ...values)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('can only be given with --send-anyway'),
    });
    expect((await resolve('--send-anyway')).stderr).toContain('--field NAME=VALUE');
    expect(await resolve('--send-anyway', ...values, '--field', 'Notes=CHG-12')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(issue).toMatchObject({ status: 'review', values: { [cause.id]: '2' } });

    const backWithCause = { ...back, screen: [{ field: cause.id, required: true }] } as const;
    change({ transitions: [backWithCause, asking] });
    expect((await terminal.run(['undo', issue.key])).stderr).toContain('--field NAME=VALUE');
    expect(await terminal.run(['undo', issue.key, '--field', 'root cause=Configuration'])).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(issue).toMatchObject({ status: 'todo', values: { [cause.id]: '1' } });
  });

  it('names a person who is not clear', async () => {
    const { code, stderr } = await review(
      '--field',
      'Root cause=Human error',
      '--field',
      'Reviewer=Quentin Zabriskie',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('No user of the site fits "Quentin Zabriskie" for "Reviewer".');
  });
});

it('a window finds the fields of a move and the people for them, and the fault of each field', async () => {
  change({ transitions: [back, asking], fields: [cause, reviewer, notes] });
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  const window = await daemon.client({ as: 'window', locale: 'ja' });
  await window.request(runSync, {});
  const { moves, url } = await window.request(listMoves, { ticket: issue.key });
  expect(url).toBe(`${sandbox.jira.url}/browse/${issue.key}`);
  expect(moves.map(({ state, fields }) => [state, fields.map(({ control }) => control)])).toEqual([
    ['review', ['select', 'user', 'textarea']],
  ]);
  const { users } = await window.request(searchUsers, { ticket: issue.key, field: reviewer.id, query: '' });
  expect(users.length).toBeGreaterThan(0);
  const params = { ticket: issue.key, outcome: 'fixed', reason: 'バケットを閉じました。' } as const;
  await expect(window.request(reviewTicket, params)).rejects.toThrow(/Root cause/);
  const [kept] = (await window.request(listReviews, {})).reviews;
  expect(kept).toMatchObject({ state: 'conflict', code: 'move-needs-fields' });
  expect(kept?.note).toMatch(/「Root cause」（次から 1 つ/);
  const fields = {
    [cause.id]: { value: '1' },
    [reviewer.id]: { value: users[0]?.id ?? '', shown: users[0]?.name ?? '' },
    [notes.id]: { value: 'CHG-1\n\n二行目' },
  };
  expect((await window.request(reviewTicket, { ...params, fields })).result).toBe('confirmed');
  expect(issue.status).toBe('review');
});

it('a review goes in the steps that the person names', async () => {
  const statuses = sandbox.world.projects.find(({ key }) => key === issue.project)?.statuses;
  if (!statuses) throw new Error('no project');
  change({
    statuses: { ...statuses, progress: { id: '10099', name: 'In Progress' } },
    transitions: [
      { id: '51', name: 'Start', from: ['todo'], to: 'progress' },
      { id: '52', name: 'Ask for review', from: ['progress'], to: 'review' },
    ],
  });
  const direct = await review();
  expect(direct.code).toBe(1);
  expect(direct.stderr).toContain('Start → In Progress');
  expect(direct.stderr).toContain('--via NAME');
  expect(issue.status).toBe('todo');
  expect((await review('--via', 'Start')).code).toBe(0);
  expect(issue.status).toBe('review');
});

it('an account without the permission to move tickets learns that', async () => {
  change({ denied: ['TRANSITION_ISSUES'] });
  const { code, stderr } = await review();
  expect(code).toBe(1);
  expect(stderr).toContain('no permission to transition issues');
});
