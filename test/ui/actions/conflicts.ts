import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import { commentsOf, issueIn, review } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot, shootEveryLook } from '../stage.ts';

/** Another person changed the ticket on the other side. The user sees both sides, and decides. */
export function conflicts(shared: SharedWindow): void {
  describe('a conflict with another person', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    const sync = () => stage.organization.command('sync').catch(() => '');
    const pane = () => window.page.locator('.part.sidebar .pane').nth(1);
    const row = (key: string) => pane().locator('.monaco-list-row', { hasText: key });
    const open = async (ticket: string) => {
      await window.runCommand('View: Close All Editors');
      await window.runCommand('Guardrail: Open Finding');
      await window.find(ticket);
      return window.pageWith('main header h1');
    };
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(420));
    });

    it('is on the page with both sides, and offers only what can succeed: the comment alone', async () => {
      const { ticket } = await findingToDo(stage, 'critical');
      const issue = issueIn(sandbox, ticket.key);
      sandbox.jira.others.edit(ticket.key, { status: 'done' });
      await review(window, { ticket: ticket.key, reason: 'Closed the bucket.' });
      await window.group(/^In conflict1$/).waitFor();
      await window.clearNotifications();

      const frame = await open(ticket.key);
      await frame.getByRole('heading', { name: 'Conflict with Jira' }).waitFor();
      const sides = frame.locator('.side');
      expect(await sides.nth(0).textContent()).toMatch(
        /^What you wanted.*Move to Review · Fixed.*Closed the bucket\./,
      );
      expect(await sides.nth(1).textContent()).toMatch(/^The ticket now.*Done.*Rina Reviewer/);
      expect(await frame.getByRole('button', { name: 'Send Anyway' }).count()).toBe(0);
      await shoot(window, 'conflict-page');
      await shootEveryLook(window, 'conflict-page', async () => {});
      await expectAccessible(stage, frame);

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
      const { ticket } = await findingToDo(stage, 'high');
      const issue = issueIn(sandbox, ticket.key);
      sandbox.jira.others.edit(ticket.key, { status: 'done' });
      await review(window, { ticket: ticket.key, reason: 'Only partners read it.' });
      await window.group(/^In conflict1$/).waitFor();
      await window.clearNotifications();
      sandbox.jira.others.edit(ticket.key, { status: 'todo' });
      await sync();

      const frame = await open(ticket.key);
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
      await window.expand(pane().locator('.monaco-list-row', { hasText: /^In Review\d/ }));
      await row(ticket.key).waitFor();
      await window.clearNotifications();
      // The developer takes it back, and this window does not know that yet.
      sandbox.jira.others.edit(ticket.key, { status: 'todo' });
      await window.pressInRow(row(ticket.key), 'Approve');
      await window.answer('Well done.', /AWS/);
      await pane()
        .locator('.monaco-list-row', { hasText: /^In conflict1$/ })
        .waitFor();
      await window.clearNotifications();

      await window.pressInRow(row(ticket.key), 'Resolve Conflict…');
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
}
