import { beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { picture, type Stage, shoot } from '../stage.ts';

/** A reviewer decides tickets in the Tickets view: one, by its reason, and several at once. */
export function reviewer(shared: SharedWindow): void {
  describe('a reviewer', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let issues: Issue[];

    const pane = () => window.page.locator('.part.sidebar .pane').nth(1);
    const rows = () => pane().locator('.monaco-list-row');
    const row = ({ key }: Issue) =>
      rows().filter({ has: window.page.locator('.label-name', { hasText: new RegExp(`^${key}$`) }) });
    const issueAt = (index: number): Issue => {
      const issue = issues[index];
      if (!issue) throw new Error('The sample team has too few tickets.');
      return issue;
    };
    const textsOf = (issue: Issue) => JSON.stringify(issue.comments.map(({ body }) => body));
    const pressButton = async (issue: Issue, name: string) => {
      await window.pressInRow(row(issue), name);
    };

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460));
      issues = sandbox.world.issues.filter(
        ({ project, status }) => project === sandbox.hello.project && status === 'todo',
      );
      await stage.organization.command(
        ...['review', issueAt(0).key, '--outcome', 'fixed', '--reason', 'Closed the bucket.'],
      );
      await stage.organization.command(
        ...[
          'review',
          issueAt(12).key,
          '--outcome',
          'intended',
          '--reason',
          'The key of the emergency account: it is rotated by hand.',
        ],
      );
      for (const issue of issues.slice(1, 12))
        Object.assign(issue, { status: 'review', updated: new Date().toISOString(), due: '2026-01-01' });
      await stage.organization.command('sync').catch(() => {});
      await window.settled();
      // The tickets get the whole side bar.
      await window.page.locator('.part.sidebar .pane-header').first().click();
      await window.expand(rows().filter({ hasText: /^In Review\d/ }));
    });

    it('approves a ticket after seeing what the developer said and that AWS still reports the finding', async () => {
      const issue = issueAt(0);
      await row(issue).getByText('AWS: still failing').waitFor();
      await pressButton(issue, 'Approve');
      const question = window.ask.getByText(/^Developer: Fixed · .*“Closed the bucket\.” AWS still reports/);
      await question.filter({ hasText: 'Enter approves it anyway.' }).first().waitFor();
      await shoot(window, 'reviewer-approves');

      await window.page.keyboard.press('Enter');

      await window.notifications.filter({ hasText: `${issue.key} is approved and is now "Done".` }).waitFor();
      expect(issue.status).toBe('done');
    });

    it('sends a ticket back with a reason, from the palette with the keyboard alone', async () => {
      const issue = issueAt(1);
      await window.clearNotifications();
      await window.runCommand('Guardrail: Send Back');
      await window.ask.locator('input:not([type=checkbox])').first().fill(issue.key);
      await window.ask.locator('.monaco-list-row', { hasText: issue.key }).waitFor();
      await window.page.keyboard.press('ArrowDown');
      await window.page.keyboard.press('Space');
      await window.page.keyboard.press('Enter');
      await window.answer('The bucket is still public.', /The latest comments contain no review/);

      await window.notifications.filter({ hasText: `${issue.key} is sent back` }).waitFor();
      expect(issue.status).toBe('todo');
      expect(textsOf(issue)).toContain('The bucket is still public.');
    });

    it('decides on the page of the finding, which shows both sides and then the result', async () => {
      const issue = issueAt(12);
      await window.clearNotifications();
      await row(issue).click();
      const frame = await window.pageWith('#approve');
      const given = frame.locator('.case');
      await given.getByText('Developer: Intended ·').waitFor();
      await given.getByText('The key of the emergency account: it is rotated by hand.').waitFor();
      await picture(window, 'reviewer-page', { height: 1260 });
      await frame.getByRole('button', { name: 'Send Back' }).press('Enter');
      await frame.getByText('Enter a reason.').waitFor();
      await expectAccessible(stage, frame);
      await frame.locator('#approve').press('Enter');

      await frame.getByText(`${issue.key} is approved and is now "Done".`).waitFor();
      expect(issue.status).toBe('done');
    });

    it('approves ten at once after one preview, and sees a result for each', async () => {
      const ten = issues.slice(2, 12);
      const [first, last] = [issueAt(2), issueAt(11)];
      // A colleague was faster, and this window does not know that yet.
      Object.assign(last, { status: 'todo', updated: new Date().toISOString() });
      await window.clearNotifications();
      await window.selectRows(ten.map(row));
      await pressButton(first, 'Approve');
      await window.answer('Checked in the meeting.', /^Each of these tickets/);
      await window.ask.getByText('Approve 10 Tickets').waitFor();
      await window.ask.getByText('"In Review" → done').first().waitFor();
      await shoot(window, 'reviewer-preview');
      await window.ask.getByRole('button', { name: 'OK' }).click();

      const result = window.notifications.filter({ hasText: '9 of 10 tickets done, 1 failed.' });
      await result.getByRole('button', { name: 'Show Results' }).click();
      await window.ask.locator('.monaco-list-row', { hasText: 'is not in review' }).waitFor();
      await shoot(window, 'reviewer-results');
      await window.page.keyboard.press('Escape');
      expect(ten.map(({ status }) => status)).toEqual([...Array(9).fill('done'), 'todo']);
      expect(textsOf(first)).toContain('Checked in the meeting.');
      expect(textsOf(last)).not.toContain('Checked in the meeting.');
    });
  });
}
