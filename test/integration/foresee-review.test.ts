import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foreseeReview } from '#protocol/moves.ts';
import { listReviews } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import type { Issue, Project } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

const cause = {
  id: 'customfield_10040',
  name: 'Root cause',
  kind: 'select',
  options: [{ id: '1', value: 'Configuration' }],
} as const;
const ask = { id: '21', name: 'Ask for review', from: ['todo'], to: 'review' };

/** A form shows what Jira asks for before the user sends the review. */
describe('a review that is not written yet', () => {
  let cleanup: Cleanup;
  let sandbox: Sandbox;
  let issue: Issue;
  let window: Awaited<ReturnType<Awaited<ReturnType<typeof startDaemon>>['client']>>;
  const change = (changed: Partial<Project>) => {
    const project = sandbox.world.projects.find(({ key }) => key === issue.project);
    Object.assign(project ?? {}, changed);
  };
  const foresee = (transition?: string) =>
    window.request(foreseeReview, { ticket: issue.key, ...(transition !== undefined && { transition }) });

  beforeEach(async () => {
    cleanup = createCleanup();
    sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    const found = sandbox.world.issues.find(
      (each) => each.project === sandbox.hello.project && each.status === 'todo',
    );
    if (!found) throw new Error('The sample team has no ticket to do.');
    issue = found;
    const daemon = await startDaemon(sandbox);
    cleanup.add(() => daemon.close());
    window = await daemon.client({ as: 'window', locale: 'ja' });
    await window.request(runSync, {});
  });
  afterEach(() => cleanup.run());

  it('has a move, with the fields of its screen', async () => {
    expect(await foresee()).toMatchObject({ kind: 'move', move: { to: 'In Review', fields: [] } });
    change({ transitions: [{ ...ask, screen: [{ field: cause.id, required: true }] }], fields: [cause] });
    expect(await foresee()).toMatchObject({
      kind: 'move',
      move: { id: '21', fields: [{ id: cause.id, required: true, control: 'select' }] },
    });
  });

  it('has several moves to choose from, and then the chosen one', async () => {
    change({ transitions: [ask, { ...ask, id: '22', name: 'Ask the security team' }] });
    expect(await foresee()).toMatchObject({ kind: 'choices', choices: [{ id: '21' }, { id: '22' }] });
    expect(await foresee('22')).toMatchObject({ kind: 'move', move: { name: 'Ask the security team' } });
  });

  it('has first steps if no move leads to it directly', async () => {
    const statuses = sandbox.world.projects.find(({ key }) => key === issue.project)?.statuses;
    if (!statuses) throw new Error('no project');
    change({
      statuses: { ...statuses, progress: { id: '10099', name: 'In Progress' } },
      transitions: [
        { id: '51', name: 'Start', from: ['todo'], to: 'progress' },
        { ...ask, from: ['progress'] },
      ],
    });
    expect(await foresee()).toEqual({
      kind: 'steps',
      ways: [{ id: '51', name: 'Start', to: 'In Progress' }],
    });
  });

  it('is refused with the reason of the site, in the language of the window', async () => {
    change({ denied: ['TRANSITION_ISSUES'] });
    expect(await foresee()).toMatchObject({
      kind: 'refused',
      code: 'moves-not-permitted',
      message: expect.stringMatching(/権限/),
    });
    change({ denied: [] });
    issue.status = 'done';
    expect(await foresee()).toMatchObject({ kind: 'refused', code: 'ticket-already-done' });
  });

  it('says that Jira cannot be reached, and changes nothing in any case', async () => {
    sandbox.jira.faults.unreachable(true);
    await expect(foresee()).rejects.toMatchObject({ code: 'jira-unreachable' });
    sandbox.jira.faults.unreachable(false);
    expect((await window.request(listReviews, {})).reviews).toEqual([]);
    expect(issue.status).toBe('todo');
  });
});
