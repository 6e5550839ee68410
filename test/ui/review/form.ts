import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot } from '../stage.ts';

/** The page's form knows every outcome of a review, with what each needs. */
export function form(shared: SharedWindow): void {
  describe('the review form of a finding’s page', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const page = () => window.pageWith('#submitReview');
    const issueOf = (key: string) => {
      const found = sandbox.world.issues.find((issue) => issue.key === key);
      if (!found) throw new Error('The ticket is in Jira.');
      return found;
    };
    const open = async (severity: 'critical' | 'high' | 'medium') => {
      await window.runCommand('View: Close All Editors');
      finding = await findingToDo(stage, severity);
      await window.runCommand('Guardrail: Open Finding');
      await window.find(finding.ticket.key);
      return page();
    };
    /** The Swedish format of a day is that of ISO 8601. */
    const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE');
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300));
    });

    it('asks until when a finding is intended, and says that it comes back after that day', async () => {
      const frame = await open('critical');
      const { key } = finding.ticket;
      await frame.getByRole('radio', { name: /^Intended/ }).click();
      const day = frame.getByLabel('Intended until (last day)');
      // In about three months, if the user says nothing.
      expect(await day.inputValue()).toBe(dayIn(90));
      await frame.getByText('After this day the finding counts as open again.').waitFor();
      await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('A public website.');
      await day.fill(dayIn(-3));
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await frame.getByRole('alert').getByText('This day is in the past.').waitFor();
      await shoot(window, 'form-day-over');
      expect(issueOf(key).status).toBe('todo');
      expect(await day.getAttribute('aria-invalid')).toBe('true');
      await expect.poll(() => day.evaluate('document.activeElement?.id')).toBe('until');

      await day.fill(dayIn(40));
      await frame.getByRole('checkbox', { name: 'Without an end' }).click();
      await frame.getByText('The finding does not come back by itself.').waitFor();
      await frame.getByRole('checkbox', { name: 'Without an end' }).click();
      await frame.getByRole('button', { name: 'Move to Review' }).click();

      await expect.poll(() => issueOf(key).status).toBe('review');
      await expect.poll(() => issueOf(key).labels).toContain(`guardrail-until-${dayIn(40)}`);
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
    });

    it('asks whose a finding is that is not ours, keeps the answer, and knows the team the next time', async () => {
      let frame = await open('high');
      const { key } = finding.ticket;
      await frame.getByRole('radio', { name: /^Not ours/ }).click();
      await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('The network team owns it.');
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await frame.getByRole('alert').getByText('Enter a team.').waitFor();
      await frame.getByRole('combobox', { name: 'Team', exact: true }).fill('Network');
      await shoot(window, 'form-not-ours');
      await expectAccessible(stage, frame);

      frame = await open('high');
      await expect
        .poll(() => frame.getByRole('combobox', { name: 'Team', exact: true }).inputValue())
        .toBe('Network');
      expect(await frame.getByRole('radio', { name: /^Not ours/ }).isChecked()).toBe(true);
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await expect.poll(() => issueOf(key).status).toBe('review');
      await expect
        .poll(() => JSON.stringify(issueOf(key).comments.at(-1)?.body))
        .toMatch(/Network.*The network team owns it/);

      frame = await open('medium');
      await expect.poll(() => frame.locator('datalist option').getAttribute('value')).toBe('Network');
    });

    it('leaves the focus to a question of the editor when the page is drawn again', async () => {
      const frame = await page();
      // Several findings may be about the resource that the last test opened.
      const key = (await frame.locator('dd', { hasText: /^[A-Z]+-\d+$/ }).textContent()) ?? '';
      await frame.locator('#submitReview').focus();
      await window.page.keyboard.press('F1');
      const question = window.ask.locator('input:not([type=checkbox])').first();
      await question.waitFor();
      Object.assign(issueOf(key), { status: 'review', updated: new Date().toISOString() });
      await stage.organization.command('sync');

      await frame.locator('#submitReview').waitFor({ state: 'hidden' });
      expect(await question.isVisible()).toBe(true);
      expect(await frame.evaluate('document.hasFocus()')).toBe(false);
      await window.page.keyboard.press('Escape');
    });
  });
}
