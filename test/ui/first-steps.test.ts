import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage } from './stage.ts';

/** From a fresh installation to the first findings, and to signing out. */
describe('a user who has configured nothing yet', () => {
  const cleanup = createCleanup();
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSandbox();
    cleanup.add(() => sandbox.close());
    const { accessKeyId, secretAccessKey } = sandbox.hello.credentials;
    const profiles = path.join(cleanup.folder('aws'), 'config');
    writeFileSync(
      profiles,
      `[profile payments]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n` +
        '[profile other]\nregion = eu-west-1\n[sso-session main]\n',
    );
    stage = await setStage({
      sandbox,
      env: {
        AWS_CONFIG_FILE: profiles,
        AWS_SHARED_CREDENTIALS_FILE: path.join(path.dirname(profiles), 'credentials'),
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

  it('sees what is missing, with a button for each next step', async () => {
    await window.status('Guardrail: not configured').waitFor();
    const findings = welcome('No team is configured.');
    for (const name of ['Open Settings', 'Pick AWS Profile', 'Sign In to Jira'])
      await findings.getByRole('button', { name }).waitFor();
    await welcome('Tickets have not been read yet.').getByRole('button', { name: 'Refresh' }).waitFor();
    expect(await window.notice(/./).count()).toBe(0);
  });

  it('opens the settings of this machine, with every setting of Guardrail visible', async () => {
    await welcome('No team is configured.').getByRole('button', { name: 'Open Settings' }).click();
    const editor = window.page.locator('.settings-editor');
    for (const name of ['Team', 'Profile'])
      await editor.locator('.setting-item-label', { hasText: name }).first().waitFor();
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    await editor
      .getByText(`${Object.keys(contributes.configuration.properties).length} Settings Found`)
      .waitFor();
    // The settings editor is a dialog here: the first Escape only clears the search.
    const closed = async () => {
      await window.page.keyboard.press('Escape');
      return editor.count();
    };
    await expect.poll(closed).toBe(0);
  });

  it('picks one of the profiles of this machine, which is in use from then on', async () => {
    await welcome('No team is configured.').getByRole('button', { name: 'Pick AWS Profile' }).click();
    await window.ask.locator('.monaco-list-row', { hasText: 'payments' }).waitFor();
    expect(await window.ask.locator('.monaco-list-row').allTextContents()).toEqual(['other', 'payments']);
    await window.choose('payments');
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

    configure(`team: ${JSON.stringify(sandbox.hello.team)}\n`);
    await window.runCommand('Guardrail: Refresh');

    await window.group(/^Tickets not read yet\d/).waitFor();
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

  it('signs out again: findings stay, and tickets are marked as old', async () => {
    await window.runCommand('Guardrail: Sign Out of Jira');

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
});
