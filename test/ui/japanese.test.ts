import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../support/vscode/workbench.ts';
import { findingToDo, keepPictureOfFailure, picture, type Stage, setStage, shoot } from './stage.ts';

/** Only the extension's own texts: no registry has VS Code's language packs. */
describe('in Japanese', () => {
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    stage = await setStage({ locale: 'ja' });
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.widenSideBar(460);
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
  });

  it('the tree, the status bar and the lenses are in the language of the reader', async () => {
    await window.group(/^作業前/).waitFor();
    await window.settled();
    await window.status(/未対応 \d+ 件/).waitFor();
    const linked = await findingToDo(stage, 'critical');
    await window.row(linked.resource.name ?? linked.resource.id).click();
    await window.page
      .locator('.codelens-decoration a', { hasText: /^重大: / })
      .first()
      .waitFor();
    await window.page
      .locator('.codelens-decoration a', { hasText: `${linked.ticket.key} をレビューに進める` })
      .waitFor();
    await picture(window, 'japanese');
  });

  it('the page of a finding has no English text except names', async () => {
    await window.runCommand('Guardrail: 検出結果を開く');
    const finding = await findingToDo(stage, 'critical');
    await window.find(finding.resource.name ?? finding.resource.id);
    const frame = await window.pageWith('main h1');
    const texts = await frame
      .locator('h2, dt, label, vscode-button, vscode-radio')
      .filter({ visible: true })
      .allTextContents();
    const labels = texts.filter((text) => text.trim() !== '');
    expect(labels.length).toBeGreaterThan(15);
    expect(labels.filter((label) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(label))).toEqual([]);
    await frame.getByRole('radio', { name: /^想定内/ }).click();
    await frame.getByText('この日を過ぎると、検出結果は再び未対応として扱われます。').waitFor();
    await frame.locator('#submitReview').scrollIntoViewIfNeeded();
    await shoot(window, 'form-japanese');
  });
});
