import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { type Stage, shoot, shootEveryLook } from '../stage.ts';

/** A developer attaches the changes of the template to a review. */
export function changes(shared: SharedWindow): void {
  describe('a review with the changes of its template', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let issue: Issue;
    let template: string;
    let git: (...words: string[]) => void;

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300, {
        settings: { 'guardrail.review.attachChanges': true },
      }));
      const { organization } = stage;
      const findings = (await stage.findings()) as readonly {
        readonly ticket?: { readonly key: string; readonly state: string };
        readonly link?: { readonly confidence: string; readonly file?: string };
      }[];
      const found = findings.find(
        ({ link, ticket }) => link?.confidence === 'certain' && ticket?.state === 'todo',
      );
      const known = sandbox.world.issues.find(({ key }) => key === found?.ticket?.key);
      const file = found?.link?.file;
      if (!known || file === undefined) throw new Error('The sample has a finding with a certain link.');
      issue = known;
      template = file;
      git = (...words: string[]) =>
        void execFileSync('git', [
          '-C',
          organization.workspace,
          '-c',
          'user.name=M',
          '-c',
          'user.email=m@example.com',
          ...words,
        ]);
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('-c', 'commit.gpgsign=false', 'commit', '-qm', 'first');
      writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n# Closed on purpose\n`);
    });
    afterAll(() => rmSync(path.join(stage.organization.workspace, '.git'), { recursive: true, force: true }));

    it('offers them after the reason, shows them, and sends them in the comment', async () => {
      await window.runCommand('Guardrail: Move to Review');
      await window.find(issue.key);
      await window.choose(/^Fixed/);
      await window.answer('Closed it.', /^Why\? The reviewer reads this/);
      await window.choose('Show the Changes');
      await window.page.locator('.editor-instance', { hasText: 'Closed on purpose' }).waitFor();
      const question = window.notifications.filter({ hasText: 'with these changes in the comment?' });
      await question.waitFor();
      await shoot(window, 'review-changes');
      await question.getByRole('button', { name: 'With the Changes' }).click();

      await window.notifications.filter({ hasText: `${issue.key} is now "In Review".` }).waitFor();
      expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('+# Closed on purpose');
    });

    it('shows them to the reviewer, and the form on the page attaches them again', async () => {
      const { key } = issue;
      await window.clearNotifications();
      await window.runCommand('View: Close All Editors');
      await window.runCommand('Guardrail: Open Finding');
      await window.find(issue.key);
      const frame = await window.pageWith('#approve');
      const given = frame.locator('.case .diff');
      await given.getByText('+# Closed on purpose').waitFor();
      await shoot(window, 'given-changes');

      sandbox.jira.others.edit(key, { status: 'todo' });
      await window.runCommand('Guardrail: Refresh');
      const box = frame.locator('#attachChanges');
      await box.waitFor({ timeout: 20_000 });
      await frame.getByRole('radio', { name: /^Intended/ }).click();
      await box.waitFor({ state: 'hidden' });
      await frame.getByRole('radio', { name: /^Fixed/ }).click();
      await box.click();
      const diff = frame.locator('.changes .diff');
      await diff.getByText('+# Closed on purpose').waitFor();
      await expectAccessible(stage, frame);
      await shootEveryLook(window, 'attach-changes', () => diff.scrollIntoViewIfNeeded());
      await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('Closed again.');
      // The template changes after the user saw it: nothing is sent before the user has seen that, too.
      writeFileSync(template, `${readFileSync(template, 'utf8').trimEnd()}\n# Not seen yet\n`);
      await frame.getByRole('button', { name: 'Move to Review' }).click();
      await window.notifications.filter({ hasText: 'Look at the changes again' }).waitFor();
      expect(issue.status).toBe('todo');
      await diff.getByText('+# Not seen yet').waitFor();
      await window.clearNotifications();
      await frame.getByRole('button', { name: 'Move to Review' }).click();

      await expect.poll(() => issue.status).toBe('review');
      await expect
        .poll(() => JSON.stringify(issue.comments.at(-1)?.body))
        .toMatch(/Closed again.*\+# Closed on purpose.*\+# Not seen yet/);
      await frame.locator('#approve').waitFor();
    });

    it('says in one line that there is nothing to attach', async () => {
      git('add', '.');
      git('-c', 'commit.gpgsign=false', 'commit', '-qm', 'second');
      sandbox.jira.others.edit(issue.key, { status: 'todo' });
      await window.runCommand('Guardrail: Refresh');
      const frame = await window.pageWith('.changes .note');
      await frame.getByText(/^No changes of the template are attached: /).waitFor({ timeout: 20_000 });
      expect(await frame.locator('#attachChanges').isVisible()).toBe(false);
    });
  });
}
