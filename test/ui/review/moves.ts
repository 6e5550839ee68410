import { beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { asked, boxOf, issueIn } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot } from '../stage.ts';
import { asking, back, cause, planned, reviewer } from './asking-move.ts';

/** The site decides what a move asks for. Guardrail asks the user for it, and loses nothing. */
export function moves(shared: SharedWindow): void {
  describe('a move of a site with its own workflow', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const project = () => {
      const key = finding.ticket.key.split('-')[0];
      const found = sandbox.world.projects.find((each) => each.key === key);
      if (!found) throw new Error(`no project ${key}`);
      return found as { -readonly [Name in keyof Project]: Project[Name] };
    };
    const issue = () => issueIn(sandbox, finding.ticket.key);
    const box = () => boxOf(window);
    const question = (text: RegExp) => asked(window, text);
    async function review(reason?: string) {
      await window.runCommand('Guardrail: Move to Review');
      await window.find(finding.ticket.key);
      await window.choose(/^Fixed/);
      if (reason !== undefined) return window.answer(reason, /^Why\?/);
      await question(/^Why\?/);
      await window.page.keyboard.press('Enter');
    }

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300));
      finding = await findingToDo(stage, 'critical');
    });

    it('asks for the fields of its screen one by one, and Escape keeps what was given', async () => {
      Object.assign(project(), { transitions: [back, asking], fields: [cause, reviewer, planned] });
      await review('Closed the bucket.');
      await question(/^Human error/);
      await shoot(window, 'fields-select');
      await window.choose(/^Human error/);
      await question(/\(2\/4\)/);
      await window.ask.locator('.monaco-list-row.focused').waitFor();
      await window.page.keyboard.press('Escape');
      await expect
        .poll(() => window.notifications.filter({ hasText: 'asks for' }).count())
        .toBeGreaterThan(0);
      await shoot(window, 'fields-dismissed');
      await window.clearNotifications();
      expect(issue().status).toBe('todo');
    });

    it('shows a validator’s sentence at its field and sends the rest again', async () => {
      await review();
      // The first value was kept: the wizard goes on after it.
      await question(/\(2\/4\)/);
      await window.ask.locator('.monaco-list-row.focused').waitFor();
      await shoot(window, 'fields-user');
      await window.page.keyboard.press('Enter');
      await question(/Planned for/);
      await box().fill('tomorrow');
      await window.page.keyboard.press('Enter');
      await question(/This is not a date/);
      await shoot(window, 'fields-date');
      await box().fill('2020-01-01');
      await window.page.keyboard.press('Enter');
      await question(/^Send to Jira/);
      await shoot(window, 'fields-check');
      await window.choose(/^Send to Jira/);

      // The workflow refuses the day; the other values stay.
      await question(/Planned for must be after today/);
      await shoot(window, 'fields-refused');
      await box().fill('2099-01-01');
      await window.page.keyboard.press('Enter');
      await question(/^Send to Jira/);
      await window.ask.locator('.monaco-list-row', { hasText: 'Human error' }).waitFor();
      await window.choose(/^Send to Jira/);

      await expect.poll(() => issue().status).toBe('review');
      expect(issue().values).toMatchObject({ [cause.id]: '2', [planned.id]: '2099-01-01' });
      await expect.poll(() => JSON.stringify(issue().comments.at(-1)?.body)).toContain('Closed the bucket.');
      await window.clearNotifications();
    });

    it('says plainly that the account may not move tickets', async () => {
      Object.assign(issue(), { status: 'todo', updated: new Date().toISOString() });
      project().denied = ['TRANSITION_ISSUES'];
      await window.runCommand('Guardrail: Refresh');
      await window.settled();
      await review('Closed it again.');
      const notice = window.notifications.filter({ hasText: 'no permission to transition issues' });
      await notice.getByRole('button', { name: 'Open Ticket' }).waitFor();
      await shoot(window, 'not-permitted');
      await window.clearNotifications();
      project().denied = [];
    });

    it('takes the step that the user confirms, and then the review', async () => {
      const progress = { id: '10099', name: 'In Progress' };
      Object.assign(project(), {
        statuses: { ...project().statuses, progress },
        transitions: [
          back,
          { id: '51', name: 'Start', from: ['todo'], to: 'progress' },
          {
            ...{ id: '52', name: 'Ask for review', from: ['progress'], to: 'review' },
            screen: [{ field: cause.id, required: true }],
          },
        ],
      });
      await review();
      await question(/leads to review directly/);
      await shoot(window, 'several-steps');
      await window.choose(/^Start/);
      // The step is made once: only the review asks for a field.
      await question(/^Configuration/);
      expect(issue().status).toBe('progress');
      await window.choose(/^Configuration/);
      await window.choose(/^Send to Jira/);
      await expect.poll(() => issue().status).toBe('review');
      await expect
        .poll(() =>
          window.notifications.filter({ hasText: `${finding.ticket.key} is now "In Review"` }).count(),
        )
        .toBe(1);
    });
  });
}
