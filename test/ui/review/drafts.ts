import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import { boxOf } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage } from '../stage.ts';

/** A reason takes time to write, so typed text is kept until it is sent or discarded. */
export function drafts(shared: SharedWindow): void {
  describe('a typed reason', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const page = () => window.pageWith('main header h1');
    const reason = async () => (await page()).getByRole('textbox', { name: 'Reason', exact: true });
    const issue = () => sandbox.world.issues.find(({ key }) => key === finding.ticket.key);
    const open = async () => {
      await window.runCommand('Guardrail: Open Finding');
      await window.find(finding.ticket.key);
    };
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300));
      finding = await findingToDo(stage, 'high');
      // The page has to be scrolled at this size.
      await window.page.setViewportSize({ width: 1000, height: 480 });
      await open();
    });

    it('is there again after a reload of the window, with the outcome and the scroll position of its page', async () => {
      const frame = await page();
      await frame.getByRole('radio', { name: /^Intended/ }).click();
      await expect.poll(() => frame.getByRole('radio', { name: /^Intended/ }).isChecked()).toBe(true);
      await (await reason()).fill('Partners read it\nuntil March.');
      await frame.evaluate('scrollTo(0, 300)');
      // The page stores its scroll position with the next frame that it draws.
      await frame.waitForTimeout(300);
      const scrolled = Number(await frame.evaluate('scrollY'));
      expect(scrolled).toBeGreaterThan(100);

      await window.reload();

      await expect.poll(async () => (await reason()).inputValue()).toBe('Partners read it\nuntil March.');
      const restored = await page();
      expect(await restored.getByRole('heading', { level: 1 }).textContent()).toBe(finding.title);
      expect(await restored.getByRole('radio', { name: /^Intended/ }).isChecked()).toBe(true);
      await expect.poll(() => restored.evaluate('scrollY')).toBe(scrolled);
    });

    it('is there again after the page was closed', async () => {
      await window.runCommand('View: Close Editor');
      await expect.poll(() => window.page.locator('.part.editor .tab').count()).toBe(0);
      await open();
      await expect.poll(async () => (await reason()).inputValue()).toBe('Partners read it\nuntil March.');
    });

    it('starts the question of the command palette, and text that is typed there is on the page after Escape', async () => {
      await window.runCommand('Guardrail: Move to Review');
      await window.find(finding.ticket.key);
      await expect
        .poll(() => window.ask.locator('.monaco-list-row').first().textContent())
        .toMatch(/^Intended/);
      await window.choose(/^Intended Until/);
      // The page's day comes first.
      await window.ask.getByText('intended until when?').first().waitFor();
      await window.choose('chosen');
      const box = boxOf(window);
      await window.ask
        .getByText(/^Why\?/)
        .first()
        .waitFor();
      await expect.poll(() => box.inputValue()).toBe('Partners read it⏎until March.');
      await box.fill('Partners read it⏎until April.');
      await window.page.keyboard.press('Escape');

      await expect.poll(async () => (await reason()).inputValue()).toBe('Partners read it\nuntil April.');
      expect(issue()?.status).toBe('todo');
    });

    it('can be copied when a colleague moves the ticket, and the page says what happened', async () => {
      Object.assign(issue() ?? {}, { status: 'review', updated: new Date().toISOString() });
      await stage.organization.command('sync');

      const frame = await page();
      await frame
        .getByText(`${finding.ticket.key} is now "In Review", and this review was not sent.`)
        .waitFor();
      expect(await (await reason()).inputValue()).toBe('Partners read it\nuntil April.');
      await expectAccessible(stage, frame);
      await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await frame.getByRole('button', { name: 'Copy Reason' }).click();
      await frame.getByRole('button', { name: 'Copied' }).waitFor();
      await expect
        .poll(() => window.page.evaluate(() => navigator.clipboard.readText()))
        .toBe('Partners read it\nuntil April.');
    });

    it('is removed when it is discarded', async () => {
      const frame = await page();
      await frame.getByRole('button', { name: 'Discard' }).click();
      await frame.getByRole('button', { name: 'Discard' }).waitFor({ state: 'hidden' });
      await window.runCommand('View: Close Editor');
      await expect.poll(() => window.page.locator('.part.editor .tab').count()).toBe(0);
      await open();
      await (await page()).getByRole('heading', { name: 'Decide the Review' }).waitFor();
      expect(await (await page()).getByRole('heading', { name: 'Move to Review' }).count()).toBe(0);
      expect(await (await page()).getByRole('button', { name: 'Discard' }).count()).toBe(0);
    });
  });
}
