import { beforeAll, describe, expect, it } from 'vitest';
import { isCertainMatch } from '#protocol/tickets.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { pressUntil, typeChoice, typeCommand } from '../keys.ts';
import type { SharedWindow } from '../shared-window.ts';
import { type Stage, shoot } from '../stage.ts';

export function choices(shared: SharedWindow): void {
  describe('the list of findings', () => {
    let stage: Stage;
    let window: Workbench;

    beforeAll(async () => {
      ({ stage, window } = await shared.take(420));
    });

    const pane = () => window.page.locator('.part.sidebar .pane').first();
    const groups = () => pane().locator('.monaco-list-row[aria-level="1"][aria-expanded]');
    const description = () => pane().locator('.pane-header .description').textContent();
    const focusTree = async () => {
      await window.runCommand('Guardrail: Focus on Findings View');
      await pane().locator('.monaco-list:focus-within').waitFor();
    };

    const typeFilter = async (text: string) => {
      await window.runCommand('Guardrail: Filter Findings…');
      await window.choose(/^Text/);
      await window.ask.getByText('Filter the findings by text').waitFor();
      await window.ask.locator('input:not([type=checkbox])').first().fill(text);
    };

    it('is grouped as the user chooses, with the number of findings of each group', async () => {
      const findings = await stage.findings();
      const critical = findings.filter(({ severity }) => severity === 'critical').length;
      await window.runCommand('Guardrail: Group Findings By…');
      await window.choose(/^Severity/);
      await window.group(new RegExp(`^Critical${critical}`)).waitFor();
      expect(await groups().first().getAttribute('aria-label')).toMatch(/^Critical: \d+/);

      await window.runCommand('Guardrail: Group Findings By…');
      await window.choose(/^Rule/);
      await expect.poll(() => groups().count()).toBeGreaterThan(4);
      await shoot(window, 'list-by-rule');
      await window.runCommand('Guardrail: Group Findings By…');
      await window.choose(/^Template/);
      await window.group(/^In no template\d/).waitFor();
    });

    it('is sorted as the user chooses', async () => {
      const rows = pane().locator('.monaco-list-row');
      /** Of the rows of the first group, from top to bottom. */
      const names = async () => {
        const drawn = await rows.evaluateAll((all) =>
          all.map((row) => ({
            index: Number(row.getAttribute('data-index')),
            isGroup: row.getAttribute('aria-level') === '1',
            name: row.querySelector('.label-name')?.textContent?.toLowerCase() ?? '',
          })),
        );
        const [, ...below] = drawn.sort((a, b) => a.index - b.index);
        const end = below.findIndex(({ isGroup }) => isGroup);
        return (end === -1 ? below : below.slice(0, end)).map(({ name }) => name);
      };
      await window.runCommand('Guardrail: Group Findings By…');
      await window.choose(/^Severity/);
      await window.expand(window.group(/^Critical\d/));
      await expect.poll(async () => (await names()).length).toBeGreaterThan(3);
      const byUrgency = await names();
      expect(byUrgency).not.toEqual(byUrgency.toSorted());
      await window.runCommand('Guardrail: Sort Findings By…');
      await window.choose(/^Name of the resource/);
      await expect
        .poll(async () => {
          const now = await names();
          return now.length > 3 && now.join('\n') === now.toSorted().join('\n');
        })
        .toBe(true);
      await window.runCommand('Guardrail: Sort Findings By…');
      await window.choose(/^Urgency/);
      await expect.poll(names).toEqual(byUrgency);
    });

    it('is filtered by severity, and says so with exact counts', async () => {
      const findings = await stage.findings();
      const high = findings.filter(({ severity }) => severity === 'high').length;
      await window.runCommand('Guardrail: Group Findings By…');
      await window.choose(/^State/);
      await window.runCommand('Guardrail: Filter Findings…');
      await window.ask.getByText('Only Mine').waitFor();
      await shoot(window, 'list-filter');
      await window.choose(/^Severity/);
      await window.ask.locator('.monaco-list-row', { hasText: /^high/ }).click();
      await window.page.keyboard.press('Enter');
      await expect.poll(description).toMatch(new RegExp(`^${high} of \\d+ · high$`));
      await window.page.mouse.move(150, 200);
      await shoot(window, 'list-filtered');
    });

    it('is filtered by text while the user types, and keeps filter and groups when the window is opened again', async () => {
      const [finding] = (await stage.findings()).filter(
        ({ severity, ticket }) => severity === 'high' && ticket,
      );
      await typeFilter(finding?.ticket?.key ?? '');
      await expect.poll(description).toMatch(/^1 of \d+ · high · “/);
      // So few are shown at once, in each group.
      await pane()
        .locator('.monaco-list-row[aria-level="2"], .monaco-list-row[aria-level="3"]')
        .first()
        .waitFor();
      await window.page.keyboard.press('Enter');
      await window.ask.waitFor({ state: 'hidden' });

      await window.reload();
      await window.openView('Guardrail');
      await expect.poll(description, { timeout: 20_000 }).toMatch(/^1 of \d+ · high · “/);
    });

    it('says that the filter hides everything, and clears it with the keyboard alone', async () => {
      await typeFilter('no such finding');
      await window.page.keyboard.press('Enter');
      const hidden = pane().locator('.monaco-list-row', { hasText: /^No finding matches the filter/ });
      await hidden.waitFor();
      await shoot(window, 'list-all-hidden');
      await focusTree();
      await window.page.keyboard.press('Home');
      await pressUntil(window, 'Enter', window.group(/^To Do\d/));
      await expect.poll(description).not.toMatch(/ of /);
    });

    it('shows the user’s own findings', async () => {
      await window.runCommand('Guardrail: Filter Findings…');
      await window.choose(/^Only Mine/);
      await expect.poll(description).toMatch(/^\d+ of \d+ · mine$/);
      await window.runCommand('Guardrail: Clear Filter');
      await expect.poll(description).not.toMatch(/mine/);
    });

    it('is walked, filtered and used for several findings without the mouse', async () => {
      const { keyboard } = window.page;
      const focused = pane().locator('.monaco-list:focus .monaco-list-row.focused');
      const selected = pane().locator('.monaco-list-row[aria-selected="true"]');
      const found = (await stage.findings()).filter(
        ({ ticket }) => ticket?.state === 'review' && isCertainMatch(ticket.match),
      );
      await window.settled();
      // A first attempt may have left its filter, and its group open.
      if (/ of /.test((await description()) ?? '')) await window.runCommand('Guardrail: Clear Filter');
      await pane().hover();
      await pane().getByRole('button', { name: 'Collapse All' }).click();
      await typeCommand(window, 'Guardrail: Focus on Findings View');
      await focused.or(pane().locator('.monaco-list:focus')).first().waitFor();
      await keyboard.press('End');
      const walked: (string | null)[] = [];
      while (!/^In Review: /.test(walked.at(-1) ?? '') && walked.length < 20) {
        await keyboard.press('ArrowUp');
        walked.push(await focused.getAttribute('aria-label'));
      }
      expect(walked.at(-1)).toBe(`In Review: ${found.length}`);
      expect(await focused.getAttribute('aria-expanded')).toBe('false');
      await keyboard.press('ArrowRight');
      await expect.poll(() => focused.getAttribute('aria-expanded')).toBe('true');
      // Its rows come a moment later, and the key has no effect before.
      await expect
        .poll(async () => {
          await keyboard.press('ArrowRight');
          return focused.getAttribute('aria-level');
        })
        .toBe('2');
      await keyboard.press('ArrowLeft');
      await expect.poll(() => focused.getAttribute('aria-level')).toBe('1');

      await typeCommand(window, 'Guardrail: Filter Findings…');
      await typeChoice(window, 'State');
      await window.ask
        .getByText('Nothing checked shows everything')
        .or(window.ask.getByPlaceholder('Nothing checked shows everything'))
        .first()
        .waitFor();
      await keyboard.type('In Review');
      await expect.poll(() => window.ask.locator('.monaco-list-row').count()).toBe(1);
      await keyboard.press('ArrowDown');
      await keyboard.press('Space');
      await window.ask.getByText('1 Selected').waitFor();
      await keyboard.press('Enter');
      await expect.poll(description).toMatch(new RegExp(`^${found.length} of `));

      await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await typeCommand(window, 'Guardrail: Focus on Findings View');
      await pane().locator('.monaco-list:focus').waitFor();
      await keyboard.press('Home');
      await keyboard.press('ArrowDown');
      await keyboard.press('ControlOrMeta+A');
      await expect.poll(() => selected.count()).toBe(found.length);
      await keyboard.press('Shift+F10');
      const inMenu = window.page.locator('.monaco-menu .action-item.focused');
      await window.page
        .locator('.monaco-menu')
        .getByRole('menuitem', { name: 'Copy', exact: true })
        .waitFor();
      for (let step = 0; step < 12 && !(await inMenu.filter({ hasText: /^Copy$/ }).isVisible()); step++)
        await keyboard.press('ArrowDown');
      await shoot(window, 'keys-menu');
      await keyboard.press('ArrowRight');
      await inMenu.filter({ hasText: /^Copy Ticket Key$/ }).waitFor();
      await keyboard.press('Enter');
      const copied = () => window.page.evaluate(() => navigator.clipboard.readText());
      const keys = found.map(({ ticket }) => ticket?.key).sort();
      await expect.poll(async () => (await copied()).split('\n').sort()).toEqual(keys);
      // The row has the focus again, and Enter goes to what it is about.
      await keyboard.press('Enter');
      await window.page.locator('.part.editor .tab.active').waitFor();
      await window.runCommand('Guardrail: Clear Filter');
    });
  });
}
