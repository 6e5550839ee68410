import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCleanup } from '../support/cleanup.ts';
import { processesWith } from '../support/processes.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { expectAccessible } from './accessible.ts';
import { keepPictureOfFailure, type Stage, setStage, shootEveryLook } from './stage.ts';
import { countSteps, seconds } from './steps.ts';

/** From an installation without any settings to the form of a review. Each run prints its steps and seconds. */
describe('the first minute', () => {
  const cleanup = createCleanup();
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    stage = await setStage({
      env: {
        GUARDRAIL_TEAM: undefined,
        GUARDRAIL_JIRA_SITE: undefined,
        GUARDRAIL_JIRA_EMAIL: undefined,
        GUARDRAIL_JIRA_TOKEN: undefined,
        GUARDRAIL_JIRA_PROJECT: undefined,
      },
    });
    cleanup.add(() => stage.close());
  });
  afterAll(() => cleanup.run());

  const explore = () =>
    window.page.locator('.part.sidebar .monaco-button', { hasText: 'Explore a Sample Organization' });
  const sampleDaemons = () =>
    processesWith({ GUARDRAIL_STATE_DIR: stage.organization.env.GUARDRAIL_STATE_DIR ?? '' }, '--sample');

  it('starts no daemon and shows nothing in the status bar until the user asks for something', async () => {
    window = await stage.openEmptyWindow();
    // By then the extension has run: the command is its own.
    await window.runCommand('Guardrail: Get Started');
    await window.page.getByText('Explore a sample organization').first().waitFor();
    expect(await window.status(/Guardrail/).count()).toBe(0);
    expect(stage.organization.daemons()).toEqual([]);
    // The picture is in a webview, in the colours of the theme.
    const picture = await window.pageWith('svg path');
    const colors = (part: SVGElement) => [getComputedStyle(part).fill, getComputedStyle(part).stroke];
    const [fill, stroke] = await picture.locator('svg rect').first().evaluate(colors);
    expect(fill).not.toBe('rgb(0, 0, 0)');
    expect(stroke).not.toBe('none');
    await shootEveryLook(window, 'walkthrough', async () => {});
    await window.openView('Guardrail');
    await explore().waitFor();
    await shootEveryLook(window, 'fresh', async () => {});
  }, 300_000);

  it('in the sample organization: one step to a review’s form, and one to leave', async () => {
    const begin = Date.now();
    await window.runCommand('Guardrail: Explore a Sample Organization');
    await window.status('Sample organization').waitFor({ timeout: 60_000 });
    await window.row(/^To Do\d/).waitFor({ timeout: 60_000 });
    const rows = Date.now();
    const page = await window.pageWith('.form textarea');
    const form = Date.now();
    console.log(
      `sample: 1 step, ${seconds(rows - begin)} to the findings, ${seconds(form - begin)} to the form`,
    );
    await page.locator('.form textarea:visible').first().waitFor();
    expect(sampleDaemons()).toHaveLength(1);

    expect(await page.locator('.banner').textContent()).toContain('Sample organization');
    await shootEveryLook(window, 'sample', async () => {});
    await expectAccessible(stage, page);

    await window.page.locator('.part.sidebar .monaco-button', { hasText: 'Leave the Sample' }).click();

    await expect.poll(() => window.status('Sample organization').count()).toBe(0);
    await window.openView('Guardrail');
    await explore().waitFor();
    await window.close();
  }, 300_000);

  it('in the user’s own organization: the team, then Jira, each from the next step that a view offers', async () => {
    const { hello } = stage.organization;
    window = await stage.openWindow();
    const steps = countSteps();
    await steps.take(() => window.openView('Guardrail'));
    const view = (text: string) =>
      window.page.locator('.part.sidebar .welcome-view-content', { hasText: text });
    await steps.take(() =>
      view('AWS security findings').locator('a', { hasText: 'choose your team' }).click(),
    );
    await window.ask
      .locator('.monaco-list-row', { hasText: hello.team })
      .first()
      .waitFor({ timeout: 60_000 });
    await steps.take(() => window.choose(hello.team));
    await window.notifications
      .filter({ hasText: `Team ${hello.team}` })
      .first()
      .waitFor();
    await window.group(/^Tickets not read yet\d/).waitFor({ timeout: 60_000 });
    const findings = steps.said();

    await steps.take(() =>
      view('Sign in to Jira').locator('.monaco-button', { hasText: 'Sign In to Jira' }).click(),
    );
    await steps.take(() => window.answer(hello.jira, 'Sign In to Jira (1/3)'));
    await steps.take(() => window.answer(hello.jiraAuth.email, 'Sign In to Jira (2/3)'));
    await steps.take(() => window.choose('I Have a Token'));
    await steps.take(() => window.answer(hello.jiraAuth.token, /^API token for/));
    await window.ask.getByText('Which Jira project has your team’s tickets?').waitFor();
    await steps.take(() => window.find(`${hello.project} —`));
    await window.group(/^To Do\d/).waitFor({ timeout: 60_000 });
    console.log(`own organization: ${findings} to the findings, ${steps.said()} to their tickets`);
    await window.status(/open/).waitFor();
  });

  it('leaves no daemon of the sample organization, a moment after its window', async () => {
    await expect.poll(sampleDaemons).toEqual([]);
  });
});
