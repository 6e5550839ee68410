import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import { asked, boxOf, commentsOf, issueIn, review } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot, shootEveryLook } from '../stage.ts';

/** A mistake is taken back from the message of its result, from rows, from the page and from the palette. */
export function undo(shared: SharedWindow): void {
  describe('an action is undone', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const issue = () => issueIn(sandbox, finding.ticket.key);
    const pane = () => window.page.locator('.part.sidebar .pane').nth(1);
    const row = ({ key }: Issue) =>
      pane()
        .locator('.monaco-list-row')
        .filter({ has: window.page.locator('.label-name', { hasText: new RegExp(`^${key}( |$)`) }) });
    const notice = (text: string) => window.notifications.filter({ hasText: text });
    /** A user reads a message before pressing its button: VS Code draws only three messages within 800 ms. */
    const readFirst = () => window.page.waitForTimeout(1_000);
    let restore = () => {};
    afterAll(() => restore());
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(420));
      finding = await findingToDo(stage, 'critical');
    });

    it('from the message while nothing was sent: it is withdrawn, and Jira receives nothing', async () => {
      sandbox.jira.faults.unreachable(true);
      await review(window, { ticket: finding.ticket.key, reason: 'Closed the bucket.' });
      const saved = notice(`${finding.ticket.key}: the review is saved.`);
      await saved.getByRole('button', { name: 'Undo' }).waitFor();
      await window.row(/review waits for Jira/).waitFor();
      await shoot(window, 'undo-unsent');
      await readFirst();

      await saved.getByRole('button', { name: 'Undo' }).click();

      await notice('the last action is withdrawn. Nothing of it was sent.').waitFor();
      sandbox.jira.faults.unreachable(false);
      await stage.organization.command('sync').catch(() => '');
      expect(issue().status).toBe('todo');
      expect(commentsOf(issue())).not.toContain('Closed the bucket.');
      await window.clearNotifications();
    });

    it('from the page after it was sent: the person chooses one of several moves back', async () => {
      const project = sandbox.world.projects.find(({ key }) => key === issue().project);
      if (!project) throw new Error('The ticket has a project.');
      const { transitions } = project;
      restore = () => Object.assign(project, { transitions });
      Object.assign(project, {
        transitions: [
          { id: '21', name: 'Ask for review', from: ['todo'], to: 'review' },
          { id: '31', name: 'Done', from: ['review'], to: 'done' },
          { id: '41', name: 'Reopen', from: ['done'], to: 'review' },
          { id: '11', name: 'Send back', from: ['review'], to: 'todo' },
          { id: '12', name: 'Take back', from: ['review'], to: 'todo' },
        ],
      });
      await window.runCommand('Guardrail: Open Finding');
      await window.find(finding.ticket.key);
      const frame = await window.pageWith('#submitReview');
      await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('Closed the bucket again.');
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
      expect(await frame.getByRole('heading', { name: 'Move to Review' }).count()).toBe(0);
      await frame.getByText('Moves the ticket back to "To Do", with a comment.').waitFor();
      await window.clearNotifications();
      await shoot(window, 'undo-page');
      await shootEveryLook(window, 'undo-page', async () => {});
      await expectAccessible(stage, frame);

      await frame.getByRole('button', { name: 'Undo' }).press('Enter');

      await asked(window, `Several transitions lead ${finding.ticket.key} back. Which one?`);
      await shoot(window, 'undo-choice');
      await window.choose(/^Take back/);
      await notice(`${finding.ticket.key} is now "To Do".`).waitFor();
      expect(issue().status).toBe('todo');
      expect(commentsOf(issue())).toContain('Undone with Guardrail: review');
      await frame.getByRole('heading', { name: 'Move to Review' }).waitFor();
    });

    it('from the message of several at once, with a result for each', async () => {
      const others = sandbox.world.issues
        .filter(({ project, status }) => project === sandbox.hello.project && status === 'todo')
        .slice(-3);
      for (const { key } of others) sandbox.jira.others.edit(key, { status: 'review' });
      await stage.organization.command('sync').catch(() => '');
      await window.page.locator('.part.sidebar .pane-header').first().click();
      await window.expand(pane().locator('.monaco-list-row', { hasText: /^In Review\d/ }));
      await window.clearNotifications();
      await window.selectRows(others.map(row));
      const [first] = others as [Issue];
      await window.pressInRow(row(first), 'Approve');
      await window.answer('', /^Each of these tickets/);
      await window.ask.getByRole('button', { name: 'OK' }).click();
      const approved = notice('3 of 3 tickets done.');
      await approved.getByRole('button', { name: 'Undo' }).waitFor();
      await shoot(window, 'undo-several');
      await readFirst();
      expect(others.map(({ status }) => status)).toEqual(['done', 'done', 'done']);

      await approved.getByRole('button', { name: 'Undo' }).click();

      await expect.poll(() => others.map(({ status }) => status)).toEqual(['review', 'review', 'review']);
      await notice('3 of 3 tickets done.').getByRole('button', { name: 'Show Results' }).click();
      await window.ask.locator('.monaco-list-row', { hasText: 'is now "In Review"' }).nth(2).waitFor();
      await window.page.keyboard.press('Escape');
      await window.ask.waitFor({ state: 'hidden' });
    });

    it('from the palette, which offers it only while there is an action to take back', async () => {
      await window.clearNotifications();
      await window.page.keyboard.press('F1');
      await boxOf(window).fill('>Guardrail: Undo');
      // VS Code offers its own command instead.
      await window.ask.locator('.monaco-list-row', { hasText: /^Undo/ }).waitFor();
      expect(await window.ask.locator('.monaco-list-row', { hasText: 'Guardrail: Undo' }).count()).toBe(0);
      await window.page.keyboard.press('Escape');
      await window.ask.waitFor({ state: 'hidden' });
      await review(window, { ticket: finding.ticket.key, reason: 'Closed it at last.' });
      await notice(`${finding.ticket.key} is now "In Review".`).waitFor();
      await window.clearNotifications();
      await window.runCommand('Guardrail: Undo Last Action on Ticket');
      await window.find(finding.ticket.key);
      await window.choose(/^Send back/);
      await notice(`${finding.ticket.key} is now "To Do".`).waitFor();
      expect(issue().status).toBe('todo');
    });
  });
}
