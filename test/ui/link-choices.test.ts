import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage } from './stage.ts';

/** Two templates declare the same resource. Only the developer knows which was deployed. Restricted Mode allows the choice. */
describe('a developer whose finding has several candidates', () => {
  let stage: Stage;
  let window: Workbench;
  let finding: FindingView;
  let second: TemplatePlace;
  const inWorkspace = (file: string) => path.relative(stage.organization.workspace, file);
  const name = () => finding.resource.name ?? finding.resource.id;
  const linkNow = async () => (await stage.findings()).find(({ key }) => key === finding.key)?.link;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    stage = await setStage({ restricted: true });
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.widenSideBar(460);
    await window.group(/^To Do\d/).waitFor();
    await window.settled();
    const found = (await stage.findings()).find(({ link }) => link?.candidates?.length === 2);
    const place = found?.link?.candidates?.[1];
    if (!found || !place) throw new Error('The twins of the sample workspace should be candidates.');
    [finding, second] = [found, place];
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
  });

  it('chooses one on the finding’s page by keyboard, and sees there that it was chosen', async () => {
    await window.runCommand('Guardrail: Open Finding');
    await window.find(name());
    const page = await window.pageWith('main h1');
    await page.getByText('.guardrail.yaml').waitFor();
    await page.getByRole('button', { name: 'Choose Template Resource…' }).focus();
    await window.page.keyboard.press('Enter');
    await window.ask.getByText('Another resource…').waitFor();
    await window.choose(inWorkspace(second.file));

    await page.getByText('certain · chosen by you').waitFor();
    expect(await linkNow()).toMatchObject({ confidence: 'certain', file: second.file });
  });

  it('clears the choice from the command palette', async () => {
    await window.runCommand('Guardrail: Choose Template Resource…');
    await window.find(name());
    await window.choose('Clear the choice');
    await expect.poll(async () => (await linkNow())?.confidence).toBe('candidates');
  });

  it('answers "None of these", and finds every other declaration under "Another resource…"', async () => {
    await window.runCommand('Guardrail: Choose Template Resource…');
    await window.find(name());
    await window.choose('None of these');
    await expect.poll(async () => (await linkNow())?.confidence).toBe('none');

    await window.runCommand('Guardrail: Choose Template Resource…');
    await window.find(name());
    await window.choose('Another resource…');
    await window.choose(inWorkspace(second.file));
    await expect.poll(linkNow).toMatchObject({ confidence: 'certain', file: second.file });
  });
});
