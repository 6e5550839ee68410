import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCleanup } from '../support/cleanup.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, picture, setStage } from './stage.ts';

const cleanup = createCleanup();
let window: Workbench;
keepPictureOfFailure(() => window);
beforeAll(async () => {
  const stage = await setStage();
  cleanup.add(() => stage.close());
  window = await stage.openWindow();
  cleanup.add(() => window.close());
});
afterAll(() => cleanup.run());

it('the page of the extension draws what a user sees, and has no picture that does not load', async () => {
  await window.runCommand('Extensions: Show Installed Extensions');
  await window.page.locator('.extension-list-item', { hasText: 'Guardrail' }).first().click();
  const page = await window.pageWith('h2:has-text("What you do")');

  await page.locator('td', { hasText: 'PAY-12 · overdue by 2 days' }).waitFor();
  await page.locator('td', { hasText: 'PubliclyAccessible' }).waitFor();
  expect(await page.locator('img').count()).toBe(0);
  await picture(window, 'extension-page');
});
