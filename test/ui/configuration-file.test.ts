import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { profileOfSandbox } from '../support/aws-files.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { pressUntil } from './keys.ts';
import { keepPictureOfFailure, type Stage, setStage, shoot, shootEveryLook } from './stage.ts';

/** A user who chooses from the lists of AWS. */
describe('a user who configures Guardrail', () => {
  const cleanup = createCleanup();
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    stage = await setStage({
      sandbox,
      locale: process.env.GUARDRAIL_LOCALE === 'ja' ? 'ja' : 'en',
      env: {
        ...profileOfSandbox(sandbox, { folder: cleanup.folder('aws') }),
        AWS_REGION: undefined,
        GUARDRAIL_TEAM: undefined,
      },
    });
    cleanup.add(() => stage.close());
    window = await stage.openWindow();
    cleanup.add(() => window.close());
    await window.openView('Guardrail');
  });
  afterAll(() => cleanup.run());
  beforeEach(() => window.page.keyboard.press('Escape'));

  const said = (text: string | RegExp) => window.notifications.filter({ hasText: text });
  const typed = () => window.ask.locator('input:not([type=checkbox])').first();
  const labels = () => window.ask.locator('.monaco-list-row .label-name').allTextContents();

  it('chooses the region of the aggregator, then the team, and sees how many accounts it has and what was read', async () => {
    await window.runCommand('Guardrail: Choose AWS Region…');
    await window.ask.getByText('In which AWS region is the Config aggregator?').waitFor();
    const { region } = sandbox.hello;
    const first = window.ask.locator('.monaco-list-row').first();
    await first.getByText('Config aggregator').waitFor();
    expect((await labels())[0]).toBe(region);
    await shoot(window, 'choose-region');
    await typed().fill('aggregator');
    await window.choose(region);
    await said(`AWS region ${region}. Next: choose your team.`)
      .getByRole('button', { name: 'Choose Team…' })
      .click();

    await window.ask.getByText('Which organizational unit (OU) is your team?').waitFor();
    const row = window.ask.locator('.monaco-list-row', { hasText: sandbox.hello.team }).first();
    await row.getByText(/\d accounts/).waitFor();
    await shoot(window, 'choose-team');
    await window.choose(sandbox.hello.team);
    await said(/^Team payments: \d accounts\. Read: \d+ open findings\./).waitFor();
    await window.group(/^To Do\d/).waitFor();
  });

  it('reads which permission is missing for a list, and types the team instead', async () => {
    sandbox.aws.faults.forbid('organizations:ListRoots');
    await window.runCommand('Guardrail: Choose Team…');
    await window.ask.getByText('AWS denies organizations:ListRoots').waitFor();
    await shoot(window, 'choose-team-denied');
    await typed().fill('search');
    await window.choose('Use “search”');
    await said(/^Team search\. .*organizations:ListRoots/).waitFor();
    sandbox.aws.faults.forbid('organizations:ListRoots', false);
  });

  it('chooses accounts by their profiles if the team has no organizational unit', async () => {
    await window.runCommand('Guardrail: Choose Team…');
    await window.choose('Choose accounts instead…');
    await window.ask.getByText('Which AWS profiles read your team’s accounts?').waitFor();
    await window.ask
      .getByRole('checkbox', { name: /payments/ })
      .first()
      .check();
    await shoot(window, 'choose-accounts');
    await window.page.keyboard.press('Enter');
    await said(/^Team search: 1 account\. Read: \d+ open findings?\./).waitFor();
    await window.runCommand('Guardrail: Choose Team…');
    await said('The configuration file lists the team’s accounts (1).').waitFor();
  });

  it('opens the configuration file, which explains every key, and is helped while typing in it', async () => {
    const { keyboard } = window.page;
    await window.clearNotifications();
    await window.runCommand('Guardrail: Open Configuration File');
    await window.page.locator('.tab.active', { hasText: 'config.yaml' }).waitFor();
    const editor = window.page.locator('.part.editor .monaco-editor').first();
    await editor.getByText('# Configuration of Guardrail.').waitFor();
    await shootEveryLook(window, 'new-configuration-file', async () => {});
    await window.runCommand('View: Focus Active Editor Group');
    await keyboard.press('Control+End');

    await keyboard.type('teem: payments');
    // Enter would take a suggestion, if one is shown by then.
    await keyboard.press('Control+Enter');
    await editor.locator('.squiggly-error').waitFor();
    await keyboard.type('poll');
    await window.page.locator('.suggest-widget .monaco-list-row', { hasText: 'pollMinutes' }).waitFor();
    await shoot(window, 'configuration-completion');
    await keyboard.press('Enter');
    await keyboard.type('5');
    await keyboard.press('Control+s');

    await said('Configuration saved, but not in use: it has errors.').waitFor();
    await keyboard.press('ArrowUp');
    await keyboard.press('Home');
    await pressUntil(window, 'Control+.', window.page.getByText('Replace by team'));
    await keyboard.press('Enter');
    // The setting of the editor comes before the file.
    await editor.locator('.squiggly-info').waitFor();
    await editor.getByText('team', { exact: true }).last().hover();
    await window.page.getByText('Not in use: the settings of VS Code set “search”.').waitFor();
    await shoot(window, 'configuration-not-in-use');
    await keyboard.press('Control+s');
    await said('Configuration saved. Changed: pollMinutes: 5. Reading …').waitFor();
  });
});
