import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, picture, type Stage, shoot, shootEveryLook } from '../stage.ts';

/** The names of AWS that Japanese has, too. */
const names = ['ARN', 'AWS Config', 'Amazon GuardDuty'];

/** Returns the labels of a page without a Japanese character. */
async function untranslated(frame: Frame): Promise<string[]> {
  const labels = await frame
    .locator('h2, h3, dt, label, vscode-button, vscode-radio, .choice span')
    .filter({ visible: true, hasText: /\S/ })
    .allTextContents();
  expect(labels.length).toBeGreaterThan(15);
  // A button may lose its text between the two steps.
  return labels.filter(
    (label) => label !== '' && !names.includes(label) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(label),
  );
}

/** The trees and the page of a finding have no English text except names. */
export function japanese(shared: SharedWindow): void {
  describe('a team that reads Japanese', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460));
    });

    it('the tree, the status bar and the lenses are in the language of the reader', async () => {
      await window.group(/^作業前/).waitFor();
      await window.settled();
      await window.status(/未対応 \d+ 件/).waitFor();
      const linked = await findingToDo(stage, 'critical');
      await window.row(linked.resource.name ?? linked.resource.id).click();
      await window.page
        .locator('.codelens-decoration a', { hasText: /^重大度 重大 · / })
        .first()
        .waitFor();
      await window.page
        .locator('.codelens-decoration a', { hasText: 'チケット 2 件をレビューに進める' })
        .waitFor();
      await picture(window, 'japanese');
    });

    it('the page of a finding has no English text except names', async () => {
      await window.runCommand('Guardrail: 検出結果を開く');
      const finding = await findingToDo(stage, 'critical');
      await window.find(finding.resource.name ?? finding.resource.id);
      const frame = await window.pageWith('main header h1');
      expect(await untranslated(frame)).toEqual([]);
      await frame.getByRole('radio', { name: /^想定内/ }).click();
      await frame.getByText('この日を過ぎると、検出結果は「作業前」に戻ります。').waitFor();
      await frame.locator('#submitReview').scrollIntoViewIfNeeded();
      await shoot(window, 'form-japanese');
    });

    it('a conflict is, too, with both sides and what can be done', async () => {
      const finding = await findingToDo(stage, 'high');
      sandbox.jira.others.edit(finding.ticket.key, { status: 'done' });
      await stage.organization
        .command('review', finding.ticket.key, '--outcome', 'fixed', '--reason', '公開を止めました。')
        .catch(() => '');
      await window.group(/^競合/).waitFor();
      await window.runCommand('View: Close All Editors');
      await window.runCommand('Guardrail: 検出結果を開く');
      await window.find(finding.resource.name ?? finding.resource.id);
      const frame = await window.pageWith('#pending-withdraw');
      expect(await untranslated(frame)).toEqual([]);
      await shootEveryLook(window, 'japanese-conflict', async () => {});
    });

    it('a ticket that was sent back says so, with the reason', async () => {
      const finding = await findingToDo(stage, 'medium');
      const { key } = finding.ticket;
      await stage.organization.command(
        ...['review', key, '--outcome', 'fixed', '--reason', '暗号化を有効にしました。'],
      );
      sandbox.jira.others.edit(key, { status: 'todo' });
      sandbox.jira.others.comment(
        key,
        'Guardrail で差し戻しました\nAWS Config ではまだ非準拠です。\nスタックへのデプロイ後に、もう一度レビューに進めてください。',
      );
      await stage.organization.command('sync').catch(() => '');
      await window.runCommand('View: Close All Editors');
      await window.runCommand('Guardrail: 検出結果を開く');
      await window.find(finding.resource.name ?? finding.resource.id);
      const frame = await window.pageWith('.answer.urgent');
      await frame.locator('.answer').getByText('AWS Config ではまだ非準拠です。').waitFor();
      expect(await untranslated(frame)).toEqual([]);
      await shootEveryLook(window, 'japanese-sent-back', async () => {});
    });
  });
}
