import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { typeChoice, typeCommand } from '../keys.ts';
import { asked } from '../questions.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot, shootEveryLook } from '../stage.ts';

/** Findings on the templates that declare their resources, by keyboard. */
export function templates(shared: SharedWindow): void {
  describe('a developer in a template', () => {
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const lens = (text: string | RegExp) =>
      window.page.locator('.codelens-decoration a', { hasText: text }).first();
    const hover = (text: string) => window.page.locator('.monaco-hover:visible', { hasText: text }).first();
    const openTemplate = async () => {
      await window.openFile(finding.link.file);
    };

    beforeAll(async () => {
      ({ stage, window } = await shared.take(300));
      finding = await findingToDo(stage, 'critical');
      await openTemplate();
      await lens(/^Critical · 2 findings/).waitFor({ state: 'attached' });
    });

    it('goes to the next and the previous finding in the file, with their facts and actions', async () => {
      // The editor remembers where the user was in a file.
      await window.page.keyboard.press('ControlOrMeta+Home');
      await expect.poll(() => window.cursorLine()).toBe(1);
      for (let step = 0; step < 5 && (await window.cursorLine()) !== finding.link.line + 1; step++) {
        const before = await window.cursorLine();
        await window.page.keyboard.press('ControlOrMeta+F8');
        await expect.poll(() => window.cursorLine()).not.toBe(before);
      }
      expect(await window.cursorLine()).toBe(finding.link.line + 1);
      await hover(finding.title).waitFor();
      await window.status(/\d+ of \d+: Critical · 2 findings/).waitFor();
      await shoot(window, 'template-hover');

      await window.page.keyboard.press('ControlOrMeta+Shift+F8');
      await expect.poll(() => window.cursorLine()).toBeLessThan(finding.link.line + 1);
      await window.page.keyboard.press('ControlOrMeta+F8');
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
    });

    it('finds AWS’s page about the rule and the finding’s own page in the hover', async () => {
      const shown = hover(finding.title);
      await shown.waitFor();
      // The address is in the attribute from which VS Code opens links.
      await shown
        .locator(
          '[data-href^="https://docs.aws.amazon.com/config/"], [href^="https://docs.aws.amazon.com/config/"]',
        )
        .first()
        .waitFor();
      await shown.locator('a', { hasText: 'Show finding' }).first().click();
      await window.pageWith('main header h1');
      await openTemplate();
    });

    it('reviews what is under the cursor by key, and chooses from the findings of that resource alone', async () => {
      await window.page.keyboard.press('ControlOrMeta+K');
      await window.page.keyboard.press('F8');
      await window.ask.getByText('Which ticket do you want to move to review?').waitFor();
      expect(await window.ask.locator('.monaco-list-row', { hasText: /PAY-\d+/ }).count()).toBe(2);
      await shoot(window, 'template-review');
      await window.page.keyboard.press('Escape');
    });

    it('has the commands in the menu of the template, and in no other file’s', async () => {
      const item = (name: string) => window.page.locator('.monaco-menu').getByRole('menuitem', { name });
      // An editor that has just opened may swallow the key.
      const openMenu = () =>
        expect
          .poll(
            async () => {
              await window.page.keyboard.press('Shift+F10');
              await window.page.waitForTimeout(300);
              return item('Copy').count();
            },
            { timeout: 10_000 },
          )
          .toBeGreaterThan(0);
      await openMenu();
      await item('Guardrail').waitFor();
      await shoot(window, 'template-menu');
      await window.page.keyboard.press('Escape');
      await window.openFile(path.join(stage.organization.workspace, 'README.md'));
      await openMenu();
      expect(await item('Guardrail').count()).toBe(0);
      await window.page.keyboard.press('Escape');
      await openTemplate();
    });

    it('chooses at once what is shown, by the settings of the workspace', async () => {
      const margin = window.page.locator('.margin [class*="TextEditorDecorationType"]');
      await margin.first().waitFor();
      await shootEveryLook(window, 'template', async () => {});
      const folder = path.join(stage.organization.workspace, '.vscode');
      mkdirSync(folder, { recursive: true });
      const use = (settings: object) =>
        writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));

      use({
        'guardrail.editor.lenses': false,
        'guardrail.editor.diagnostics': 'off',
        'guardrail.editor.decorations': false,
        'guardrail.statusBar.visible': 'off',
      });
      await expect.poll(() => window.page.locator('.codelens-decoration a').count()).toBe(0);
      await expect.poll(() => window.page.locator('.squiggly-error').count()).toBe(0);
      await expect.poll(() => margin.count()).toBe(0);
      await expect.poll(() => window.status(/\d+ open/).count()).toBe(0);

      use({});
      await lens(/^Critical · 2 findings/).waitFor();
      await window.page.locator('.squiggly-error').first().waitFor();
      await margin.first().waitFor();
      await window.status(/\d+ open/).waitFor();
    });

    it('moves the ticket of a line to review without the mouse', async () => {
      const { keyboard } = window.page;
      const { key } = finding.ticket;
      await typeCommand(window, 'Go to File');
      await typeChoice(window, path.basename(finding.link.file));
      await window.page.locator('.tab.active', { hasText: path.basename(finding.link.file) }).waitFor();
      await keyboard.press('ControlOrMeta+G');
      await keyboard.type(`${finding.link.line + 1}`);
      await keyboard.press('Enter');
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
      await keyboard.press('ControlOrMeta+K');
      await keyboard.press('F8');
      await asked(window, 'Which ticket do you want to move to review?');
      await typeChoice(window, key);
      await asked(window, 'Fixed');
      await typeChoice(window, 'Fixed');
      await asked(window, /^Why\?/);
      await keyboard.type('Closed with the next deployment.');
      await keyboard.press('Enter');

      await expect.poll(() => stage.organization.statusOf(key)).toBe('In Review');
      await lens('1 in review').waitFor();
      // The user goes on in the template.
      await window.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    });
  });
}
