import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { writeSeveralFolders } from '../support/several-folders.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { findingToDo, keepPictureOfFailure, type Stage, setStage, shoot } from './stage.ts';

describe('if there is a problem, the editor says what it is and what to do', () => {
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSmallSandbox();
    const env = {
      GUARDRAIL_JIRA_SITE: undefined,
      GUARDRAIL_JIRA_EMAIL: undefined,
      GUARDRAIL_JIRA_TOKEN: undefined,
    };
    stage = await setStage({ sandbox, env });
    // Hosts and credentials in a repository's settings must have no effect.
    const hostile = { 'guardrail.jira.site': 'https://attacker.example', 'guardrail.aws.profile': 'theirs' };
    mkdirSync(path.join(stage.organization.workspace, '.vscode'));
    writeFileSync(path.join(stage.organization.workspace, '.vscode/settings.json'), JSON.stringify(hostile));
    window = await stage.openWindow();
    await window.openView('Guardrail');
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
    await sandbox?.close();
  });
  beforeEach(async () => {
    sandbox.jira.faults.rejectToken(false);
    sandbox.jira.faults.unreachable(false);
    sandbox.aws.faults.expireSessions(false);
    sandbox.aws.faults.unreachable(false);
    sandbox.aws.faults.slow(0);
    await window.page.keyboard.press('Escape');
    await window.settled();
  });

  const trouble = (text: string | RegExp) => window.notifications.filter({ hasText: text });
  async function refuse(text: string | RegExp, next: string): Promise<void> {
    await window.runCommand('Guardrail: Refresh');
    await trouble(text).waitFor();
    await trouble(text).getByRole('button', { name: next }).waitFor();
    await window.clearNotifications();
    await expect.poll(() => trouble(text).count()).toBe(0);
  }

  /** Runs two syncs: one in progress may have begun before the problem ended, but the next one has not. */
  async function recover(): Promise<void> {
    await stage.organization.command('sync').catch(() => {});
    await stage.organization.command('sync');
    await expect.poll(() => window.notice(/./).count()).toBe(0);
    await window.clearNotifications();
  }

  it('before the first sign-in: findings, a line about the tickets, and nothing of the settings in the repository', async () => {
    await window.group(/^Tickets not read yet\d/).waitFor();
    await window.notice('No Jira site is configured').waitFor();
  });

  it('signing in to Jira brings the tickets, and no file holds the token', async () => {
    const { jira, jiraAuth } = sandbox.hello;
    await window.runCommand('Guardrail: Sign In to Jira');
    await window.answer(jira, 'Sign In to Jira (1/3)');
    await window.answer(jiraAuth.email, 'Sign In to Jira (2/3)');
    await window.choose('I Have a Token');
    await window.answer('wrong', /^API token for/);
    // Nothing is stored, and the box contains the typed values again.
    await trouble('refused the Jira token').waitFor();
    // The progress and the refusal of this check and of the next are more notifications than VS Code draws in 800 ms.
    await window.page.waitForTimeout(1_000);
    await window.ask.getByText('Sign In to Jira (2/3)').waitFor();
    expect(await window.ask.locator('input').inputValue()).toBe(jiraAuth.email);
    await window.page.keyboard.press('Enter');
    await window.answer(jiraAuth.token, /^API token for/);
    await trouble(/Signed in to .+ as Sandbox Developer\./).waitFor();
    await trouble(`The token for ${jiraAuth.email} is saved.`).waitFor();
    // Values of the environment are shown, not asked for.
    await trouble(
      `The environment (GUARDRAIL_JIRA_PROJECT) sets the Jira project: ${sandbox.hello.project}.`,
    ).waitFor();
    expect(await window.ask.isVisible()).toBe(false);
    await window.group(/^To Do\d/).waitFor();
    await recover();
  });

  it('a second window, of several folders, shows the tickets without a sign-in and does not sign out the first', async () => {
    const { browser, vsCode, organization } = stage;
    // Another browser has its own secrets.
    const second = await openWorkbench(
      browser,
      vsCode,
      writeSeveralFolders(organization, [{ uri: 'tmp:/acme/portal' }]),
    );
    await second.openView('Guardrail');
    await second.group(/^To Do\d/).waitFor();
    await second.settled();
    for (const each of [window, second]) expect(await each.notice(/./).allTextContents()).toEqual([]);

    // Folders of the same name are distinguished, and a virtual one is said to be unread.
    await second.runCommand('Guardrail: Group Findings By');
    await second.choose('Template');
    for (const file of ['team-a/infra/stack.yaml', 'team-b/infra/stack.yaml'])
      await second.group(file).waitFor();
    await second.group('Coverage').click();
    const unread = second.group('portal');
    await unread.waitFor();
    expect(await unread.textContent()).toContain('its templates are not read');
    expect(await second.notifications.filter({ hasText: 'Guardrail' }).count()).toBe(0);
    await shoot(second, 'several-folders');
    await second.close();
  });

  it('a token that Jira refuses', async () => {
    sandbox.jira.faults.rejectToken(true);
    await refuse(/refused the Jira token.*Sign In to Jira/, 'Sign In');
    await window.notice('refused the Jira token').waitFor();
    await window.group(/^To Do\d/).waitFor();
    sandbox.jira.faults.rejectToken(false);
    await recover();
  });

  it('Jira that does not answer: known tickets stay', async () => {
    sandbox.jira.faults.unreachable(true);
    await refuse(/did not answer.*Check the network/, 'Show Log');
    await window.group(/^To Do\d/).waitFor();
    sandbox.jira.faults.unreachable(false);
    await recover();
  });

  it('a review that is made during that time waits in the tree, and is sent when Jira is back', async () => {
    sandbox.jira.faults.unreachable(true);
    const { ticket } = await findingToDo(stage, 'high');
    // Its row is below the overdue ones: VS Code draws only the rows that fit.
    await window.page.setViewportSize({ width: 1280, height: 1200 });
    await window.runCommand('Guardrail: Move to Review');
    await window.find(ticket.key);
    await window.choose(/^Intended/);
    await window.answer('A public website.', /^Why\?/);
    await trouble(`${ticket.key}: the review is saved. Guardrail sends it when Jira answers.`).waitFor();
    await window.row('review waits for Jira').waitFor();
    sandbox.jira.faults.unreachable(false);

    await window.runCommand('Guardrail: Refresh');

    await expect.poll(() => stage.organization.statusOf(ticket.key)).toBe('In Review');
    await expect.poll(() => window.row('review waits for Jira').count()).toBe(0);
    const issue = sandbox.world.issues.find(({ key }) => key === ticket.key);
    expect(issue?.comments).toHaveLength(1);
    await recover();
  });

  it('an AWS session that has expired', async () => {
    sandbox.aws.faults.expireSessions(true);
    await refuse(/session.*has expired.*aws sso login/, 'Pick Profile');
    sandbox.aws.faults.expireSessions(false);
    await recover();
  });

  it('AWS that cannot be reached: known findings stay, with their age', async () => {
    sandbox.aws.faults.unreachable(true);
    await refuse(/cannot be reached.*Check the network/, 'Show Log');
    await window.group(/^To Do\d/).waitFor();
    const label = await window.status(/open/).getByRole('button').getAttribute('aria-label');
    expect(label).toMatch(/read (just now|\d+ minutes? ago)/);
    sandbox.aws.faults.unreachable(false);
    await recover();
  });

  it('several at once: one row each, the worst first, each with the command that fixes it', async () => {
    sandbox.aws.faults.expireSessions(true);
    sandbox.jira.faults.rejectToken(true);
    await window.runCommand('Guardrail: Refresh');
    const [aws, jira] = [window.notice('AWS session expired'), window.notice('Jira token refused')];
    await aws.waitFor();
    await jira.waitFor();
    await window.clearNotifications();
    expect(await window.notice(/./).allTextContents()).toEqual([
      expect.stringMatching(/^AWS session expiredPick Profile · .*has expired/),
      expect.stringMatching(/^Jira token refusedSign In · .*refused the Jira token/),
    ]);
    expect(await aws.getAttribute('aria-label')).toMatch(/has expired.*aws sso login.*Enter: Pick Profile/);

    await jira.click();
    await window.ask.getByText(/^Sign In to Jira/).waitFor();
    await window.page.keyboard.press('Escape');
    await window.runCommand('Guardrail: Focus on Findings View');
    await window.page.keyboard.press('Home');
    await window.page.keyboard.press('Enter');
    await trouble('This machine has no AWS profile').or(window.ask.getByText('Which AWS profile')).waitFor();
    await window.page.keyboard.press('Escape');
    sandbox.aws.faults.expireSessions(false);
    sandbox.jira.faults.rejectToken(false);
    await recover();
  });

  it('an account that denies a call: how many places are missing, and which', async () => {
    const account = sandbox.world.accounts.find(({ ouId }) => ouId === sandbox.world.teams[0]?.ouId);
    sandbox.aws.faults.deny(account?.id ?? '');
    await window.runCommand('Guardrail: Refresh');
    await window.group(/places could not be read. Findings may be missing/).waitFor();
    await window.runCommand('Guardrail: Show What Could Not Be Read');
    await window.ask
      .locator('.monaco-list-row', { hasText: account?.id ?? '?' })
      .first()
      .waitFor();
    await window.page.keyboard.press('Escape');
    sandbox.aws.faults.allow(account?.id ?? '');
    await recover();
  });

  it('AWS that is slow: the window shows what is being read, with a button to stop', async () => {
    sandbox.aws.faults.slow(300);
    await window.runCommand('Guardrail: Refresh');
    await trouble(/AWS: \d+ accounts/).waitFor();
    await trouble(/AWS: \d+ findings/).waitFor();
    await trouble(/AWS/).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => window.notifications.count()).toBe(0);
    sandbox.aws.faults.slow(0);
    await recover();
  });

  it('a ticket that Jira does not have', async () => {
    const { ticket } = await findingToDo(stage, 'critical');
    const { issues } = sandbox.world;
    issues.splice(
      issues.findIndex(({ key }) => key === ticket.key),
      1,
    );
    await window.runCommand('Guardrail: Move to Review');
    await window.find(ticket.key);
    await window.choose(/^Fixed/);
    await window.answer('Closed.', /^Why\?/);
    await trouble(new RegExp(`has no ticket ${ticket.key}.*Check the key`)).waitFor();
  });

  it('a template that cannot be read', async () => {
    const file = path.join(stage.organization.workspace, 'broken.yaml');
    writeFileSync(file, 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n   Oops: [\n');
    await expect
      .poll(async () => {
        await window.runCommand('Guardrail: Show What Could Not Be Read');
        // The list replaces the palette, or nothing appears.
        await window.page.waitForTimeout(500);
        const rows = await window.ask.locator('.monaco-list-row').allTextContents();
        await window.page.keyboard.press('Escape');
        return rows.join('\n');
      })
      .toMatch(/broken\.yaml.*line 4.*Correct it and save/);
    await window.runCommand('Guardrail: Show What Could Not Be Read');
    await window.choose('broken.yaml');
    await window.page.locator('.tab.active', { hasText: 'broken.yaml' }).waitFor();
    rmSync(file);
  });
});
