import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../daemon/sandbox/model.ts';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage, shoot } from './stage.ts';

/** A developer attaches the changes of the template to a review. */
describe('a review with the changes of its template', () => {
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  let issue: Issue;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSandbox();
    stage = await setStage({ sandbox, settings: { 'guardrail.review.attachChanges': true } });
    const { organization } = stage;
    await organization.command('sync').catch(() => {});
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
    const git = (...words: string[]) =>
      execFileSync('git', [
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
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.group(/^To Do\d/).waitFor();
    await window.settled();
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
    await sandbox?.close();
  });

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
});
