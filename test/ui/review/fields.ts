import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Issue, Project } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, picture, type Stage, shoot, shootEveryLook } from '../stage.ts';
import { asking, back, cause, planned, reviewer } from './asking-move.ts';

const areas = {
  id: 'customfield_10043',
  name: 'Areas',
  kind: 'multi-select',
  options: ['Network', 'Storage', 'Identity'].map((value, index) => ({ id: String(index), value })),
} as const;
const hours = { id: 'customfield_10044', name: 'Hours', kind: 'number' } as const;
const askingMore = { ...asking, screen: [...asking.screen, { field: areas.id }, { field: hours.id }] };

/** The site decides what a move asks for: the page's form asks for it in one place, and loses nothing. */
export function fields(shared: SharedWindow): void {
  describe('the review form of a site with its own workflow', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let frame: Frame;
    let issue: Issue;
    const change = (changed: Partial<Project>) => {
      const project = sandbox.world.projects.find(({ key }) => key === issue.project);
      Object.assign(project ?? {}, changed);
    };
    const page = () => window.pageWith('#submitReview');
    const submit = () => frame.getByRole('button', { name: 'Move to Review' });
    const reason = () => frame.getByRole('textbox', { name: 'Reason', exact: true });
    // The Swedish format of a day is that of ISO 8601.
    const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toLocaleDateString('sv-SE');
    const focused = () => frame.evaluate('document.activeElement?.id');
    /** Opens the page of a finding of which this window does not know anything yet. */
    async function open(severity: 'critical' | 'high' | 'medium'): Promise<void> {
      const finding = await findingToDo(stage, severity);
      const found = sandbox.world.issues.find(({ key }) => key === finding.ticket.key);
      if (!found) throw new Error('The ticket is in Jira.');
      issue = found;
      await window.runCommand('View: Close All Editors');
      await window.runCommand('Guardrail: Open Finding');
      await window.find(finding.resource.name ?? finding.resource.id);
      frame = await page();
    }

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300));
      const key = sandbox.hello.project;
      const project = sandbox.world.projects.find((each) => each.key === key);
      Object.assign(project ?? {}, {
        transitions: [back, askingMore],
        fields: [cause, reviewer, planned, areas, hours],
      });
    });

    it('has the fields of the screen before anything is sent, and marks those that Jira requires', async () => {
      await open('critical');
      const select = frame.getByLabel('Root cause');
      await select.waitFor();
      expect(await select.getAttribute('aria-required')).toBe('true');
      expect(await select.locator('option').last().textContent()).toBe(cause.options[2].value);
      expect(await frame.locator('img').count()).toBe(0);
      await reason().fill('The database moves into the private subnet.');
      await submit().click();

      await expect.poll(focused).toBe(`field-${cause.id}`);
      expect(await frame.getByText('Jira requires a value.', { exact: true }).count()).toBe(3);
      expect(await select.getAttribute('aria-invalid')).toBe('true');
      const described = (await select.getAttribute('aria-describedby'))?.split(' ').at(-1);
      expect(await frame.locator(`#${described}`).textContent()).toBe('Jira requires a value.');
      expect(issue.status).toBe('todo');
      await shoot(window, 'form-required');
    });

    it('finds a person by the beginning of the name, by keyboard alone', async () => {
      const box = frame.getByRole('combobox', { name: 'Reviewer' });
      await box.focus();
      await box.pressSequentially('Ai');
      const options = frame.getByRole('listbox', { name: 'Reviewer' }).getByRole('option');
      await options.first().waitFor();
      await shoot(window, 'form-people');
      await expectAccessible(stage, frame);
      const first = (await options.first().textContent()) ?? '';
      expect(first).toMatch(/^Ai/);
      expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
      await box.press('Escape');
      await expect.poll(() => options.count()).toBe(0);
      await box.press('ArrowDown');
      await options.first().waitFor();
      await box.press('ArrowDown');
      await box.press('Enter');
      await expect.poll(() => box.inputValue()).toMatch(/^Ai/);
      expect(await focused()).toBe(`field-${reviewer.id}`);
    });

    it('keeps every value over a reload of the window', async () => {
      await frame.getByLabel('Root cause').selectOption({ label: 'Human error' });
      await frame.getByLabel('Planned for').fill(inThirtyDays);
      await frame.getByText('More fields (2)').click();
      await frame.getByRole('checkbox', { name: 'Storage' }).check();
      await frame.getByRole('checkbox', { name: 'Identity' }).check();
      await frame.getByLabel('Hours').fill('1.5');
      await picture(window, 'review-form', { height: 1000, reveal: () => frame.evaluate('scrollTo(0, 0)') });
      await frame.waitForTimeout(200);
      await window.reload();
      frame = await page();
      await frame.getByLabel('Root cause').waitFor();
      expect(await frame.getByLabel('Root cause').inputValue()).toBe('2');
      expect(await frame.getByLabel('Planned for').inputValue()).toBe(inThirtyDays);
      expect(await frame.getByRole('combobox', { name: 'Reviewer' }).inputValue()).toMatch(/^Ai/);
      await frame.getByText('More fields (2)').click();
      expect(await frame.getByRole('checkbox', { name: 'Identity' }).isChecked()).toBe(true);
      expect(await frame.getByLabel('Hours').inputValue()).toBe('1.5');
      await expectAccessible(stage, frame);
      expect(await reason().inputValue()).toBe('The database moves into the private subnet.');
    });

    it('shows the sentence of a validator at its field, and sends the rest again', async () => {
      await frame.getByLabel('Planned for').fill('2020-01-01');
      await submit().click();
      await frame.getByRole('alert').getByText('Planned for must be after today.').waitFor();
      await expect.poll(focused).toBe(`field-${planned.id}`);
      expect(issue.status).toBe('todo');
      await shootEveryLook(window, 'form-refused', () =>
        frame.getByLabel('Root cause').scrollIntoViewIfNeeded(),
      );
      const day = frame.getByLabel('Planned for');
      await day.fill(inThirtyDays);
      await day.press('Control+Enter');

      await expect.poll(() => issue.status).toBe('review');
      expect(issue.values).toMatchObject({
        [cause.id]: '2',
        [planned.id]: inThirtyDays,
        [areas.id]: ['1', '2'],
        [hours.id]: 1.5,
      });
      await expect
        .poll(() => JSON.stringify(issue.comments.at(-1)?.body))
        .toContain('The database moves into the private subnet.');
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
    });

    it('says in place of its button that the account may not move the ticket', async () => {
      change({ denied: ['TRANSITION_ISSUES'] });
      await open('high');
      await frame.getByText('no permission to transition issues').waitFor();
      expect(await submit().count()).toBe(0);
      await frame.locator('#loadMove').scrollIntoViewIfNeeded();
      await shoot(window, 'form-not-permitted');
      await expectAccessible(stage, frame);
      change({ denied: [] });
      await frame.getByRole('button', { name: 'Check Again' }).click();
      await submit().waitFor();
      await frame.getByLabel('Root cause').waitFor();
    });

    it('asks which of several moves is meant, and what that one needs', async () => {
      change({
        transitions: [
          back,
          askingMore,
          { ...asking, id: '22', name: 'Ask an auditor', screen: [{ field: hours.id, required: true }] },
        ],
      });
      await open('high');
      const choice = frame.getByLabel('Transition');
      await choice.waitFor();
      await reason().fill('Closed the gate.');
      await submit().click();
      await frame.getByRole('alert').getByText('Choose a transition.').waitFor();
      expect(await focused()).toBe('move-choice');
      await choice.selectOption('21');
      await frame.getByLabel('Root cause').waitFor();
      await choice.selectOption('22');
      await frame.getByLabel('Hours').waitFor();
      await expect.poll(() => frame.getByLabel('Root cause').count()).toBe(0);
      expect(issue.status).toBe('todo');
    });

    it('shows that it asks Jira, and the user can stop that', async () => {
      sandbox.jira.faults.choose(({ path }) =>
        path.includes('/transitions') ? { delayMs: 3_000 } : undefined,
      );
      await open('high');
      await frame.getByText('Asking Jira which fields the move needs').waitFor();
      await frame.getByRole('button', { name: 'Cancel' }).click();
      await frame.getByText('Not loaded. You can send the review now.').waitFor();
      await expectAccessible(stage, frame);
      sandbox.jira.faults.choose();
      await frame.getByRole('button', { name: 'Load' }).click();
      await frame.getByLabel('Transition').waitFor();
    });

    it('takes the step that it shows, and then asks for the fields of the review', async () => {
      const project = sandbox.world.projects.find(({ key }) => key === issue.project);
      if (!project) throw new Error('no project');
      change({
        statuses: { ...project.statuses, progress: { id: '10099', name: 'In Progress' } },
        transitions: [
          back,
          { id: '51', name: 'Start', from: ['todo'], to: 'progress' },
          { id: '52', name: 'Park', from: ['todo'], to: 'todo' },
          {
            ...{ id: '53', name: 'Ask for review', from: ['progress'], to: 'review' },
            screen: [{ field: cause.id, required: true }],
          },
        ],
      });
      await open('high');
      await frame.getByText('No transition leads to review directly.').waitFor();
      expect(await frame.getByLabel('First step').textContent()).toBe('Start → In Progress');
      await frame.locator('#submitReview').scrollIntoViewIfNeeded();
      await shoot(window, 'form-steps');
      await expectAccessible(stage, frame);
      await reason().fill('Closed the port.');
      await submit().click();

      await expect.poll(() => issue.status).toBe('progress');
      await frame.getByLabel('Root cause').waitFor();
      expect(await frame.getByText('No transition leads to review directly.').isVisible()).toBe(false);
      await frame.getByLabel('Root cause').selectOption({ label: 'Configuration' });
      await submit().click();
      await expect.poll(() => issue.status).toBe('review');
      const texts = () => issue.comments.map(({ body }) => JSON.stringify(body));
      await expect.poll(() => texts().filter((text) => text.includes('Closed the port.')).length).toBe(1);
    });

    it('sends a review while Jira cannot be reached, and later shows what Jira asks for', async () => {
      change({ transitions: [back, askingMore] });
      sandbox.jira.faults.unreachable(true);
      await open('medium');
      await frame.getByText('You can send the review now.').waitFor();
      await frame.locator('#submitReview').scrollIntoViewIfNeeded();
      await shoot(window, 'form-offline');
      await reason().fill('The volume is encrypted.');
      await submit().click();
      await frame.getByText('Guardrail sends it when Jira answers.').waitFor();
      await expectAccessible(stage, frame);
      expect(await frame.locator('#pending-withdraw').getAttribute('appearance')).toBe('secondary');
      expect(issue.status).toBe('todo');

      sandbox.jira.faults.unreachable(false);
      await window.clearNotifications();
      await window.runCommand('Guardrail: Refresh');
      await window.settled();
      await frame.getByText('You can also change your review here and send it again.').waitFor();
      await frame.getByLabel('Root cause').waitFor();
      expect(await reason().inputValue()).toBe('The volume is encrypted.');
      await shoot(window, 'form-demand');
      await expectAccessible(stage, frame);
    });
  });
}
