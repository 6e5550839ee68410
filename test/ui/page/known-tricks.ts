import { beforeAll, describe, expect, it } from 'vitest';
import { type HostileTeam, makeHostile } from '../../support/hostile-team.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { type Stage, shoot } from '../stage.ts';

/** Elements that only a text from outside could have made: in the workbench and in the pages. */
const madeOfText = [
  'img[src="x"]',
  'img[src*="evil.example"]',
  '#trick',
  'svg[onload]',
  'iframe[srcdoc*="alert"]',
  'vscode-button[onclick]',
  '[onmouseover]',
  // The text of a ticket has links on the page: see the last test.
  '[href*="evil.example"]:not(.prose a)',
  '[data-href*="evil.example"]',
  '[href^="command:workbench.action"]',
  '[data-href^="command:workbench.action"]',
  '.codicon-zap',
];

/** Every text from outside is a known trick. The workbench shows them all as text. */
export function knownTricks(shared: SharedWindow): void {
  describe('a team whose tickets, people, moves and resources are known tricks', () => {
    let team: HostileTeam;
    let stage: Stage;
    let window: Workbench;
    const outside: string[] = [];
    const box = () => window.ask.locator('input:not([type=checkbox])').first();

    /** Looks at the workbench and at every page in it. */
    async function expectOnlyText(): Promise<void> {
      for (const frame of window.page.frames())
        for (const selector of madeOfText)
          expect(await frame.locator(selector).count(), `${selector} in ${frame.url()}`).toBe(0);
      expect(outside).toEqual([]);
    }

    beforeAll(async () => {
      // It is watched before it has anything of that team.
      ({ window } = await shared.take(460));
      window.page.on('dialog', (dialog) => {
        outside.push(dialog.message());
        void dialog.dismiss();
      });
      window.page.on('request', (request) => {
        if (request.url().includes('evil.example')) outside.push(request.url());
      });
      ({ stage } = await shared.take(460, {
        prepare(sandbox) {
          team = makeHostile(sandbox);
        },
      }));
    });

    it('shows rows and tooltips as text', async () => {
      const rows = window.page.locator('.part.sidebar .monaco-list-row');
      await expect.poll(() => rows.count()).toBeGreaterThan(8);
      for (const index of [3, 5, 7]) {
        await rows.nth(index).hover();
        await window.page.waitForTimeout(700);
        await expectOnlyText();
      }
      await shoot(window, 'tricks-tree');
    });

    it('shows the fields and values of a move as text, and a validator’s sentence without a link', async () => {
      await window.runCommand('Guardrail: Move to Review');
      await window.find(team.open);
      await window.choose(/^Fixed/);
      await window.answer('Checked.', /^Why\?/);
      await window.ask.getByText('<script>alert(document.domain)</script>').first().waitFor();
      await expectOnlyText();
      await shoot(window, 'tricks-values');
      await window.choose(/^<script>/);
      await window.ask.getByText('Send to Jira').first().waitFor();
      await window.choose(/^<img/);
      const below = window.ask.locator('.quick-input-message');
      await below.filter({ hasText: 'onerror' }).waitFor();
      await box().fill('bad');
      await expectOnlyText();
      await window.page.keyboard.press('Enter');
      await window.ask.locator('.monaco-list-row', { hasText: /^<img.*bad/ }).waitFor();
      await window.choose(/^Send to Jira/);
      // Jira refuses the value with every trick in one sentence.
      await below.filter({ hasText: 'evil.example' }).waitFor();
      expect(await window.ask.locator('a[href], a[data-href], .monaco-link').count()).toBe(0);
      await expectOnlyText();
      await shoot(window, 'tricks-validator');
      await window.page.keyboard.press('Escape');
      await window.notifications.first().waitFor();
      expect(await window.notifications.locator('.notification-list-item-message a').count()).toBe(0);
      await expectOnlyText();
      await shoot(window, 'tricks-notification');
      await window.clearNotifications();
    });

    it('shows a finding’s page as text', async () => {
      await window.runCommand('Guardrail: Open Finding');
      await window.find(team.open);
      const frame = await window.pageWith('.prose > *');
      await expectOnlyText();
      await shoot(window, 'tricks-page');
      await expectAccessible(stage, frame);
      // An address in a ticket's text is a link only with https, and its host can be read.
      const hidden = await frame.evaluate(`[...document.querySelectorAll('.prose a')]
        .filter((link) => link.protocol !== 'https:' || link.username !== '' ||
          !(link.textContent + (link.nextSibling?.textContent ?? '')).includes(link.host))
        .map((link) => link.outerHTML)`);
      expect(hidden).toEqual([]);
    });
  });
}
