import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import { fixInAws } from '../../support/sandbox-fixes.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import type { Stage } from '../stage.ts';

/** Fix, deploy, AWS confirms, move to review: the life of most tickets. */
export function resolved(shared: SharedWindow): void {
  describe('a developer whose fixes AWS has confirmed', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let fixed: (FindingView & Required<Pick<FindingView, 'ticket'>>)[];
    const nameOf = ({ resource }: FindingView) => resource.name ?? resource.id;
    const issueOf = (key: string) => sandbox.world.issues.find((issue) => issue.key === key);
    const group = () => window.group(/^Resolved, ticket still open\d/);
    const tickets = () => window.page.locator('.part.sidebar .pane').nth(1).locator('.monaco-list-row');
    const page = () => window.pageWith('main header h1');
    /** Fills in the two questions, and waits until the window shows the result. */
    async function handOver(key: string, reason: string): Promise<void> {
      await window.choose(/^Fixed/);
      await window.answer(reason, /^Why\?/);
      await window.ask.waitFor({ state: 'hidden' });
      await window.notifications.filter({ hasText: `${key} is now "In Review".` }).waitFor();
      await window.clearNotifications();
      expect(issueOf(key)?.status).toBe('review');
      await window.settled();
    }

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460));
      const open = (await stage.findings()).filter(
        (finding) => finding.source === 'config' && finding.ticket?.state === 'todo',
      );
      const names = open.map(nameOf);
      fixed = open
        .filter((finding) => names.indexOf(nameOf(finding)) === names.lastIndexOf(nameOf(finding)))
        .slice(0, 4) as typeof fixed;
    });

    it('sees them as resolved with an open ticket, and no longer counted as failing', async () => {
      const [first] = fixed;
      if (!first) throw new Error('The sample team has findings to do.');
      await window.runCommand('Guardrail: Open Finding');
      await window.find(nameOf(first));
      await page();
      const before = Number((await window.status(/\d+ open/).textContent())?.match(/(\d+) open/)?.[1]);
      for (const finding of fixed) fixInAws(sandbox, finding);

      await stage.organization.command('sync');

      await expect.poll(() => group().textContent()).toMatch(/4(, \d overdue)?$/);
      await expect
        .poll(async () => (await window.status(/\d+ open/).textContent())?.match(/(\d+) open/)?.[1])
        .toBe(String(before - 4));
      await expect.poll(() => window.row(nameOf(first)).getAttribute('aria-label')).toContain('resolved');
    });

    it('moves one to review from its page, which says that it is resolved', async () => {
      const [first] = fixed;
      const frame = await page();
      await frame.getByText('Resolved: AWS no longer reports it.').waitFor();
      await expectAccessible(stage, frame);
      expect(await frame.getByRole('radio', { name: /^Fixed/ }).isChecked()).toBe(true);
      await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('Deployed this morning.');
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await expect.poll(() => issueOf(first?.ticket.key ?? '')?.status).toBe('review');
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
      await expect.poll(() => group().textContent()).toMatch(/3(, \d overdue)?$/);
    });

    it('moves another one from its row, and a click on the row opens its page', async () => {
      const second = fixed[1] as FindingView;
      const row = window.row(nameOf(second));
      await row.click();
      await window.pageWith(`main header h1:has-text(${JSON.stringify(second.title)})`);
      await window.pressInRow(row, 'Move to Review');
      await window.ask.getByText('The cause is gone: AWS no longer reports it.').waitFor();
      await handOver(second.ticket?.key ?? '', 'Deployed.');
    });

    it('moves another one from the command palette', async () => {
      const third = fixed[2] as FindingView;
      await window.runCommand('Guardrail: Move to Review');
      await window.find(third.ticket?.key ?? '');
      await handOver(third.ticket?.key ?? '', 'Deployed.');
    });

    it('moves the last one from the row of its ticket, and a ticket that has no finding', async () => {
      const model = issueOf(fixed[0]?.ticket.key ?? '');
      if (!model) throw new Error('The ticket is in Jira.');
      sandbox.world.issues.push({
        ...model,
        ...{
          id: '990001',
          key: 'PAY-9901',
          summary: 'Rotate the keys',
          description: '',
          labels: [],
          comments: [],
        },
        ...{ status: 'todo', updated: new Date().toISOString() },
      });
      await stage.organization.command('sync');
      await window.raiseTickets(700);
      await window.runCommand('Guardrail: Focus on Tickets View');
      await tickets()
        .filter({ hasText: /^To Do/ })
        .click();
      for (const key of [fixed[3]?.ticket.key ?? '', 'PAY-9901']) {
        const row = tickets().filter({ hasText: key });
        await row.scrollIntoViewIfNeeded();
        await window.pressInRow(row, 'Move to Review');
        await handOver(key, 'Done by hand.');
      }
      await expect.poll(() => group().count()).toBe(0);
    });
  });
}
