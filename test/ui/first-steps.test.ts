import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { sampleAccounts } from '../support/account-by-account.ts';
import { profileOfSandbox } from '../support/aws-files.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage, shoot } from './stage.ts';
import { countSteps } from './steps.ts';

/** From a fresh installation to the first findings, and to signing out. */
describe('a user who has configured nothing yet', () => {
  const cleanup = createCleanup();
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  let steps: ReturnType<typeof countSteps>;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    stage = await setStage({
      sandbox,
      env: {
        ...profileOfSandbox(sandbox, {
          folder: cleanup.folder('aws'),
          more: '[profile other]\nregion = eu-west-1\n[sso-session main]\n',
        }),
        GUARDRAIL_TEAM: undefined,
        GUARDRAIL_JIRA_SITE: undefined,
        GUARDRAIL_JIRA_EMAIL: undefined,
        GUARDRAIL_JIRA_TOKEN: undefined,
        GUARDRAIL_JIRA_PROJECT: undefined,
      },
    });
    cleanup.add(() => stage.close());
    window = await stage.openWindow();
    cleanup.add(() => window.close());
    await window.openView('Guardrail');
  });
  afterAll(() => cleanup.run());
  beforeEach(() => window.page.keyboard.press('Escape'));

  const welcome = (text: string) =>
    window.page.locator('.part.sidebar .welcome-view-content', { hasText: text });
  const said = (text: string) => window.notifications.filter({ hasText: text });
  const configure = (text: string) => {
    const folder = path.join(stage.organization.env.XDG_CONFIG_HOME ?? '', 'guardrail');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'config.yaml'), text);
  };

  it('sees one next step as a button, and no item in the status bar', async () => {
    const findings = welcome('AWS security findings and their Jira tickets');
    await findings.locator('.monaco-button', { hasText: 'Explore a Sample Organization' }).waitFor();
    expect(await findings.locator('.monaco-button').count()).toBe(1);
    for (const name of ['choose your team', 'follow the steps'])
      await findings.locator('a', { hasText: name }).waitFor();
    await welcome('Tickets appear here when your team and Jira are set up.').waitFor();
    expect(await window.status(/Guardrail/).count()).toBe(0);
    expect(await window.notice(/./).count()).toBe(0);
  });

  it('opens the settings of this machine, with every setting of Guardrail visible', async () => {
    await window.runCommand('Guardrail: Open Settings');
    const editor = window.page.locator('.settings-editor');
    for (const name of ['Team', 'Profile'])
      await editor.locator('.setting-item-label', { hasText: name }).first().waitFor();
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const sections = contributes.configuration as { properties: object }[];
    const count = sections.flatMap(({ properties }) => Object.keys(properties)).length;
    await editor.getByText(`${count} Settings Found`).waitFor();
    // The settings editor is a dialog here: the first Escape only clears the search.
    const closed = async () => {
      await window.page.keyboard.press('Escape');
      return editor.count();
    };
    await expect.poll(closed).toBe(0);
  });

  it('picks one of the profiles of this machine, which is in use from then on', async () => {
    steps = countSteps();
    await steps.take(() => window.runCommand('Guardrail: Pick AWS Profile'));
    await window.ask.locator('.monaco-list-row', { hasText: 'payments' }).waitFor();
    expect(await window.ask.locator('.monaco-list-row').allTextContents()).toEqual(['other', 'payments']);
    await steps.take(() => window.choose('payments'));
    const rows = async () => {
      await window.page.keyboard.press('Escape');
      await window.runCommand('Guardrail: Pick AWS Profile');
      await window.ask.getByText('Which AWS profile do you want to use?').waitFor();
      return (await window.ask.locator('.monaco-list-row').allTextContents()).join();
    };
    await expect.poll(rows).toMatch(/payments.*in use/);
    await window.page.keyboard.press('Escape');
  });

  it('reads what is wrong with a configuration file, and fixes it', async () => {
    configure('team: [\n');
    await window.runCommand('Guardrail: Refresh');
    await window.notice(/config\.yaml cannot be used.*Fix it and refresh/).waitFor();
    await window.clearNotifications();
    await window.notice('Configuration file is invalid').click();
    await window.page.locator('.tab.active', { hasText: 'config.yaml' }).waitFor();
    await window.runCommand('View: Close All Editors');

    // Accounts of one's own, without an organization: a role in each of them.
    const accounts = sampleAccounts(sandbox).map((id) => ({
      id,
      role: `arn:aws:iam::${id}:role/GuardrailRead`,
    }));
    const { team, region } = sandbox.hello;
    await steps.take(async () => configure(dump({ team, regions: [region], accounts })));
    await steps.take(() => window.runCommand('Guardrail: Refresh'));

    await window.group(/^Tickets not read yet\d/).waitFor();
    console.log(`own accounts by profile, with a mistake in the file: ${steps.said()} to the findings`);
    await expect.poll(() => window.notice('config.yaml').count()).toBe(0);
  });

  it('signs in, and leaves the project open: only the team’s own tickets are shown, and a row says so', async () => {
    const { jira, jiraAuth } = sandbox.hello;
    await window.runCommand('Guardrail: Sign In to Jira');
    await window.answer(jira, 'Sign In to Jira (1/3)');
    await window.answer(jiraAuth.email, 'Sign In to Jira (2/3)');
    await window.choose('I Have a Token');
    await window.answer(jiraAuth.token, /^API token for/);
    await window.ask.getByText('Which Jira project has your team’s tickets?').waitFor();
    // A user who leaves the list sees the team's tickets, and that others are left out.
    await window.page.keyboard.press('Escape');
    await said('No project was chosen, so only tickets of the team’s own findings are shown.').waitFor();
    await window.group(/^To Do\d/).waitFor();
    await window.notice('No Jira project').waitFor();
    await expect.poll(() => window.notice(/Jira/).count()).toBe(1);
    // Waits for the last page: tickets that are read in part count as not read.
    await expect.poll(() => window.group(/^Tickets not read yet\d/).count()).toBe(0);
  });

  it('chooses the team’s Jira project by its name, and later sees which project it is', async () => {
    const { project } = sandbox.hello;
    const name = sandbox.world.projects.find(({ key }) => key === project)?.name ?? '';
    await window.notice('No Jira project').click();
    await window.ask.getByText('Which Jira project has your team’s tickets?').waitFor();
    const typed = window.ask.locator('input:not([type=checkbox])').first();
    const labels = () => window.ask.locator('.monaco-list-row .label-name').allTextContents();
    await typed.fill('of every team');
    await expect.poll(labels).toEqual(['All tickets labelled guardrail (of every team)']);
    await typed.fill(`${project} —`);
    await expect.poll(labels).toEqual([`${project} — ${name}`]);
    await typed.fill(name);
    await expect.poll(labels).toEqual([`${project} — ${name}`]);
    await window.choose(`${project} — ${name}`);
    await expect.poll(() => window.notice(/Jira/).count()).toBe(0);
    await window.group(/^To Do\d/).waitFor();

    await window.runCommand('Guardrail: Choose Jira Project…');
    await window.ask.getByText('Which Jira project has your team’s tickets?').waitFor();
    const first = window.ask.locator('.monaco-list-row').first();
    await first.getByText('in use').waitFor();
    expect(await first.locator('.label-name').textContent()).toBe(`${project} — ${name}`);
    await window.page.keyboard.press('Escape');
    await expect.poll(() => window.group(/^Tickets not read yet\d/).count()).toBe(0);
  });

  it('signs out again in the Accounts menu, which shows who is signed in: findings stay, and tickets are marked as old', async () => {
    const host = new URL(sandbox.hello.jira).host;
    const account = window.page.locator('.monaco-menu .action-item', {
      hasText: `– ${host} (Jira for Guardrail)`,
    });
    await window.page.locator('.part.activitybar .codicon-accounts-view-bar-icon').click();
    await account.hover();
    await shoot(window, 'accounts-menu');
    await window.page.locator('.monaco-menu .action-item', { hasText: 'Sign Out' }).last().hover();
    await window.page.keyboard.press('Enter');
    await window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Sign Out' }).click();

    await said('Signed out of Jira.').waitFor();
    await window.notice('You are not signed in to Jira').waitFor();
    await window.group(/^To Do\d/).waitFor();
  });

  it('moves through the tree by keyboard, and hears severity, title and due date', async () => {
    const { keyboard } = window.page;
    await window.runCommand('Guardrail: Focus on Findings View');
    const focused = () =>
      window.page
        .locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused')
        .getAttribute('aria-label');
    const below = async () => {
      await keyboard.press('ArrowDown');
      return focused();
    };
    await keyboard.press('Home');
    await expect.poll(focused).toMatch(/^Not signed in to Jira: .+ Enter: Sign In$/);
    await expect.poll(below).toMatch(/^To Do: \d+/);
    await expect.poll(below).toMatch(/^Overdue: \d+/);
    await expect.poll(below).toMatch(/^(critical|high|medium|low): .+, (due|overdue since) \d{4}-/);
    await keyboard.press('Enter');
    await window.page.locator('.part.editor .tab.active').waitFor();
    await window.runCommand('Guardrail: Focus on Findings View');
    await keyboard.press('ArrowLeft');
    await expect.poll(focused).toMatch(/^Overdue: \d+/);
    await keyboard.press('ArrowLeft');
    await expect.poll(() => window.group(/^Overdue\d/).getAttribute('aria-expanded')).toBe('false');
    await keyboard.press('ArrowLeft');
    await expect.poll(focused).toMatch(/^To Do: \d+/);
    await keyboard.press('ArrowLeft');
    await expect.poll(() => window.group(/^To Do\d/).getAttribute('aria-expanded')).toBe('false');
  });

  it('reads on the page of the extension what it draws, without a picture that does not load', async () => {
    await window.runCommand('View: Close All Editors');
    await window.runCommand('Extensions: Show Installed Extensions');
    await window.page.locator('.extension-list-item', { hasText: 'Guardrail' }).first().click();
    const page = await window.pageWith('h2:has-text("What you do")');

    await page.locator('td', { hasText: 'PAY-12 · overdue by 2 days' }).waitFor();
    await page.locator('td', { hasText: 'PubliclyAccessible' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await shoot(window, 'extension-page');
  });
});
