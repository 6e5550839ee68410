import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { commentsOf, issueIn, review } from './questions.ts';
import { findingToDo, keepPictureOfFailure, type Stage, setStage, shoot, shootEveryLook } from './stage.ts';

/** Another person changed the ticket on the other side. The user sees both sides, and decides. */
describe('a conflict with another person', () => {
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  const sync = () => stage.organization.command('sync').catch(() => '');
  const pane = () => window.page.locator('.part.sidebar .pane').nth(1);
  const row = (key: string) => pane().locator('.monaco-list-row', { hasText: key });
  const open = async (name: string) => {
    await window.runCommand('View: Close All Editors');
    await window.runCommand('Guardrail: Open Finding');
    await window.find(name);
    return window.pageWith('main h1');
  };
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSandbox();
    stage = await setStage({ sandbox });
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.widenSideBar(420);
    await window.group(/^To Do\d/).waitFor();
    await window.settled();
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
    await sandbox?.close();
  });

  it('is on the page with both sides, and offers only what can succeed: the comment alone', async () => {
    const { ticket, resource } = await findingToDo(stage, 'critical');
    const issue = issueIn(sandbox, ticket.key);
    sandbox.jira.others.edit(ticket.key, { status: 'done' });
    await review(window, { ticket: ticket.key, reason: 'Closed the bucket.' });
    await window.group(/^In conflict1$/).waitFor();
    await window.clearNotifications();

    const frame = await open(resource.name ?? resource.id);
    await frame.getByRole('heading', { name: 'Conflict with Jira' }).waitFor();
    const sides = frame.locator('.side');
    expect(await sides.nth(0).textContent()).toMatch(
      /^What you wanted.*Move to Review · Fixed.*Closed the bucket\./,
    );
    expect(await sides.nth(1).textContent()).toMatch(/^The ticket now.*Done.*Rina Reviewer/);
    expect(await frame.getByRole('button', { name: 'Send Anyway' }).count()).toBe(0);
    await shoot(window, 'conflict-page');
    await shootEveryLook(window, 'conflict-page', async () => {});

    await frame.getByRole('button', { name: 'Only the Comment' }).click();

    await window.notifications
      .filter({ hasText: `${ticket.key} has your comment and stays at "Done".` })
      .waitFor();
    await frame.getByRole('heading', { name: /^Conflict/ }).waitFor({ state: 'hidden' });
    expect(issue.status).toBe('done');
    expect(commentsOf(issue)).toContain('Closed the bucket.');
    await expect.poll(() => window.group(/^In conflict/).count()).toBe(0);
  });

  it('is sent anyway once the ticket is back where the action begins', async () => {
    const { ticket, resource } = await findingToDo(stage, 'high');
    const issue = issueIn(sandbox, ticket.key);
    sandbox.jira.others.edit(ticket.key, { status: 'done' });
    await review(window, { ticket: ticket.key, reason: 'Only partners read it.' });
    await window.group(/^In conflict1$/).waitFor();
    await window.clearNotifications();
    sandbox.jira.others.edit(ticket.key, { status: 'todo' });
    await sync();

    const frame = await open(resource.name ?? resource.id);
    const anyway = frame.getByRole('button', { name: 'Send Anyway' });
    await anyway.waitFor();
    await shoot(window, 'conflict-send-anyway');
    await anyway.press('Enter');

    const result = window.notifications.filter({ hasText: `${ticket.key} is now "In Review".` });
    await result.getByRole('button', { name: 'Undo' }).waitFor();
    expect(issue.status).toBe('review');
    expect(commentsOf(issue)).toContain('Only partners read it.');
    await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
  });

  it('is resolved from its row: withdrawn, and the ticket stays', async () => {
    const { ticket } = await findingToDo(stage, 'medium');
    const issue = issueIn(sandbox, ticket.key);
    sandbox.jira.others.edit(ticket.key, { status: 'review' });
    await sync();
    await window.page.locator('.part.sidebar .pane-header').first().click();
    await pane()
      .locator('.monaco-list-row', { hasText: /^In Review\d/ })
      .click();
    await row(ticket.key).waitFor();
    await window.clearNotifications();
    // The developer takes it back, and this window does not know that yet.
    sandbox.jira.others.edit(ticket.key, { status: 'todo' });
    await row(ticket.key).hover();
    await row(ticket.key).getByRole('button', { name: 'Approve' }).click();
    await window.answer('Well done.', /AWS/);
    await pane()
      .locator('.monaco-list-row', { hasText: /^In conflict1$/ })
      .waitFor();
    await window.clearNotifications();

    await row(ticket.key).hover();
    await row(ticket.key).getByRole('button', { name: 'Resolve Conflict…' }).click();
    await window.ask
      .getByText(`${ticket.key}: approval in conflict · now "To Do", by Rina Reviewer`)
      .waitFor();
    expect(await window.ask.locator('.monaco-list-row').allTextContents()).toEqual([
      expect.stringContaining('Only the Comment'),
      expect.stringContaining('Withdraw'),
    ]);
    await shoot(window, 'conflict-row');
    await window.choose('Withdraw');

    await window.notifications.filter({ hasText: `The approval of ${ticket.key} is withdrawn.` }).waitFor();
    expect(issue.status).toBe('todo');
    expect(commentsOf(issue)).not.toContain('Well done.');
  });
});
