import { beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import type { SharedWindow } from '../shared-window.ts';
import { type Stage, shoot } from '../stage.ts';

/** A developer edits tickets in the Tickets view without moving them. */
export function edits(shared: SharedWindow): void {
  describe('a developer who edits tickets', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let issues: Issue[];
    const rows = () => window.page.locator('.part.sidebar .pane').nth(1).locator('.monaco-list-row');
    const row = ({ key }: Issue) => rows().filter({ hasText: new RegExp(`${key}(?!\\d)`) });
    const issueAt = (index: number): Issue => {
      const issue = issues[index];
      if (!issue) throw new Error('The sample team has too few tickets.');
      return issue;
    };
    const textsOf = (issue: Issue) => JSON.stringify(issue.comments.map(({ body }) => body));
    const chooseInMenu = async (issue: Issue, name: string) => {
      await row(issue).click({ button: 'right' });
      await window.page.locator('.context-view').getByRole('menuitem', { name }).waitFor();
      await shoot(window, 'edits-menu');
      // VS Code ignores clicks just after a menu opens.
      await window.page.locator('.context-view').getByRole('menuitem', { name }).hover();
      await window.page.keyboard.press('Enter');
    };

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460));
      issues = sandbox.world.issues.filter(
        ({ project, status }) => project === sandbox.hello.project && status === 'todo',
      );
      for (const { key } of issues.slice(0, 3))
        sandbox.jira.others.edit(key, { values: new Map([['duedate', '2026-01-01']]) });
      await stage.organization.command('sync').catch(() => {});
      // The tickets get the whole side bar.
      await window.page.locator('.part.sidebar .pane-header').first().click();
      await rows()
        .filter({ hasText: /^To Do\d/ })
        .click();
    });

    it('changes the due date with a reason, from the menu of its row, and takes it back', async () => {
      const issue = issueAt(0);
      await chooseInMenu(issue, 'Change Due Date…');
      await window.ask.getByText('in 90 days').waitFor();
      await shoot(window, 'edits-day');
      await window.choose('Another Day…');
      await window.ask.locator('input').first().fill('2020-01-01');
      await window.answer('2035-01-31', 'This day is in the past.');
      await window.answer('The vendor delivers in January.', /^Everyone who sees the ticket/);

      const result = window.notifications.filter({ hasText: `${issue.key} is due on 2035-01-31.` });
      await result.waitFor();
      await shoot(window, 'edits-due');
      expect(issue.due).toBe('2035-01-31');
      expect(textsOf(issue)).toContain('The vendor delivers in January.');

      await result.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => issue.due).toBe('2026-01-01');
    });

    it('shows both dates if another person changed it, and overwrites nothing', async () => {
      const issue = issueAt(1);
      await window.clearNotifications();
      sandbox.jira.others.edit(issue.key, { values: new Map([['duedate', '2098-05-05']]) });
      await chooseInMenu(issue, 'Change Due Date…');
      await window.choose('in 90 days');
      await window.answer('Later.', /^Everyone who sees the ticket/);
      await window.notifications.filter({ hasText: 'it is now "2098-05-05"' }).waitFor();
      await window.notifications.getByRole('button', { name: 'Resolve Conflict…' }).waitFor();
      await shoot(window, 'edits-conflict');
      expect(issue.due).toBe('2098-05-05');
      expect(textsOf(issue)).not.toContain('Later.');
    });

    it('takes several tickets after one preview, from the palette with the keyboard', async () => {
      await window.clearNotifications();
      await window.runCommand('Guardrail: Assign to Me');
      for (const issue of [issueAt(2), issueAt(3)]) {
        await window.ask.locator('input:not([type=checkbox])').first().fill(issue.key);
        await window.ask.locator('.monaco-list-row', { hasText: issue.key }).waitFor();
        await window.page.keyboard.press('ArrowDown');
        await window.page.keyboard.press('Space');
      }
      await window.page.keyboard.press('Enter');
      await window.ask.getByText('Assign 2 Tickets to Me').waitFor();
      await window.ask.getByText('→ you').first().waitFor();
      await shoot(window, 'edits-preview');
      await window.page.keyboard.press('Enter');
      await window.notifications.filter({ hasText: '2 of 2 tickets done.' }).waitFor();
      expect(issueAt(2).assignee?.accountId).toBe(issueAt(3).assignee?.accountId);
    });
  });
}
