import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import { issueIn, review } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot, shootEveryLook } from '../stage.ts';

/** Jira and Guardrail contradict each other. The user resolves that in Jira or in the editor. */
export function again(shared: SharedWindow): void {
  describe('a review that Jira did not accept', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const name = () => finding.resource.name ?? finding.resource.id;
    const issue = () => issueIn(sandbox, finding.ticket.key);
    const page = () => window.pageWith('main header h1');
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460));
      finding = await findingToDo(stage, 'critical');
    });

    it('is shown as a conflict with Jira, and its reason can be copied', async () => {
      // A colleague closed it, and this window does not know that yet.
      issue().status = 'done';
      await review(window, { ticket: finding.ticket.key, outcome: 'Intended', reason: 'A public website.' });

      await window.group(/^In conflict1$/).waitFor();
      const notice = window.notifications.filter({ hasText: 'is already at "Done"' });
      await notice.getByRole('button', { name: 'Copy Reason' }).waitFor();
      await window.clearNotifications();
    });

    it('can be sent again from the row, the lens and the palette', async () => {
      const row = window.row(name());
      await window.pressInRow(row, 'Move to Review');
      await window.ask.getByText('Intended').first().waitFor();
      await window.page.keyboard.press('Escape');
      await row.click();
      await window.page.locator('.codelens-decoration a', { hasText: 'Move 2 tickets to review' }).waitFor();
      await window.runCommand('Guardrail: Move to Review');
      await window.ask.locator('.monaco-list-row', { hasText: finding.ticket.key }).first().waitFor();
      await window.page.keyboard.press('Escape');
    });

    it('is on the page with its problem and its text, and can be sent from there', async () => {
      const before = issue().comments.length;
      Object.assign(issue(), { status: 'todo', updated: new Date().toISOString() });
      await window.runCommand('Guardrail: Open Finding');
      await window.find(name());
      const frame = await page();
      await frame.getByText('You can also change your review here and send it again.').waitFor();
      await expect
        .poll(() => frame.getByRole('textbox', { name: 'Reason', exact: true }).inputValue())
        .toBe('A public website.');
      expect(await frame.getByRole('radio', { name: /^Intended/ }).isChecked()).toBe(true);

      await frame.getByRole('button', { name: 'Move to Review' }).click();

      await expect.poll(() => issue().status).toBe('review');
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
      expect(issue().comments).toHaveLength(before + 1);
      await expect.poll(() => window.group(/^In conflict/).count()).toBe(0);
    });

    it('is sent back by a reviewer, whose reason is in the row, in its tooltip and on the page', async () => {
      const { key } = finding.ticket;
      sandbox.jira.others.edit(key, { status: 'todo' });
      sandbox.jira.others.comment(key, 'Sent back with Guardrail\n<img src=x> [Still](command:x) **open**.');
      await window.runCommand('Guardrail: Refresh');
      const row = window.row(name());
      await expect.poll(() => row.getAttribute('aria-label'), { timeout: 20_000 }).toContain('sent back');

      const frame = await page();
      const answer = frame.getByRole('region', { name: 'Sent Back', exact: true });
      await answer.getByText('<img src=x> [Still](command:x) **open**.').waitFor();
      await answer.getByText(/^Rina Reviewer, /).waitFor();
      expect(await answer.locator('img, a').count()).toBe(0);
      await expectAccessible(stage, frame);
      await answer.scrollIntoViewIfNeeded();
      await shootEveryLook(window, 'sent-back', () => answer.scrollIntoViewIfNeeded());

      await window.tooltipOf(row, '[Still](command:x)');
      await shoot(window, 'sent-back-tooltip');
      // A new review has no answer yet.
      await stage.organization.command('review', key, '--outcome', 'fixed', '--reason', 'Closed now.');
      await answer.waitFor({ state: 'hidden' });
    });

    it('is in the Tickets view when its ticket is gone, with its site, and can be withdrawn', async () => {
      const gone = await findingToDo(stage, 'high');
      const { key } = gone.ticket;
      sandbox.jira.faults.unreachable(true);
      await stage.organization
        .command('review', key, '--outcome', 'fixed', '--reason', 'Closed.')
        .catch(() => {});
      const { issues } = sandbox.world;
      issues.splice(
        issues.findIndex((made) => made.key === key),
        1,
      );
      sandbox.jira.faults.unreachable(false);
      await stage.organization.command('sync').catch(() => {});
      await window.runCommand('Guardrail: Focus on Tickets View');
      const rows = window.page.locator('.part.sidebar .pane').nth(1).locator('.monaco-list-row');
      await rows.filter({ hasText: /^Without a visible ticket1$/ }).waitFor();
      const row = rows.filter({ hasText: key });
      await expect.poll(() => row.getAttribute('aria-label')).toContain('not among the team’s tickets');

      await window.clearNotifications();
      await window.runCommand('Guardrail: Withdraw Review');
      await window.find(key);

      await window.notifications.filter({ hasText: `The review of ${key} is withdrawn.` }).waitFor();
      await expect.poll(() => rows.filter({ hasText: 'Without a visible ticket' }).count()).toBe(0);
    });
  });
}
