import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot, shootEveryLook } from '../stage.ts';

type Found = Awaited<ReturnType<Stage['findings']>>[number];

/** Rows that differ from each other, and that a person can work on, at the width that a side bar has by itself. */
export function rows(shared: SharedWindow): void {
  describe('rows in a narrow side bar', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let overdue: Found;

    const nameOf = ({ resource }: Found) => resource.name ?? resource.id;
    const findings = () => window.page.locator('.part.sidebar .pane').first().locator('.monaco-list-row');
    const rowOf = (finding: Found) =>
      findings()
        .filter({ hasText: nameOf(finding).slice(0, 15) })
        .filter({ hasText: finding.ticket?.key ?? '' });

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300, {
        settings: { 'guardrail.findings.followEditor': true },
      }));
      const issues = sandbox.world.issues.filter(
        ({ project, status }) => project === sandbox.hello.project && status === 'todo',
      );
      for (const issue of issues.slice(0, 3))
        Object.assign(issue, { due: '2026-01-01', updated: new Date().toISOString() });
      // A sync run in progress may have read the tickets before.
      await stage.organization.command('sync');
      await stage.organization.command('sync');
      const found = (await stage.findings()).find(
        ({ ticket }) => ticket?.due === '2026-01-01' && ticket.state === 'todo',
      );
      if (!found) throw new Error('A ticket to do is overdue.');
      overdue = found;
    });

    it('name the resource first, and what is overdue has a mark and words', async () => {
      await window.widenSideBar(300);
      const row = rowOf(overdue).first();
      await row.waitFor();
      expect(await row.locator('.label-name').first().textContent()).toContain(nameOf(overdue).slice(0, 15));
      expect(await row.locator('.label-description').first().textContent()).toMatch(
        /^[^·]+ · \d+ d late · [A-Z]+-\d+/,
      );
      expect(await row.getAttribute('aria-label')).toContain('overdue since 2026-01-01');
      // VS Code draws the mark of a decoration as a pseudo element, of another class in each version.
      const marks = () =>
        row
          .locator('.monaco-icon-label')
          .first()
          .evaluate((label) =>
            [label, ...label.querySelectorAll('*')].map((part) => getComputedStyle(part, '::after').content),
          );
      await expect.poll(marks).toContain('"!"');
      await shoot(window, 'rows-300');
      await shootEveryLook(window, 'rows', () => window.settled());
    });

    it('have the long forms in a tooltip', async () => {
      const tooltip = await window.tooltipOf(rowOf(overdue).first(), overdue.title);
      await expect.poll(() => tooltip.textContent()).toContain('overdue since 2026-01-01');
      await shoot(window, 'rows-tooltip');
    });

    it('copy their tickets and Markdown to the clipboard, also of several rows', async () => {
      await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const copied = () => window.page.evaluate(() => navigator.clipboard.readText());
      const rows = findings().filter({ hasText: 'd late' });
      await window.selectRows([rows.nth(0), rows.nth(1)]);
      await rows.nth(1).click({ button: 'right' });
      const menu = window.page.locator('.context-view');
      const item = (name: string) => menu.getByRole('menuitem', { name, exact: true });
      await item('Copy').waitFor();
      await item('Copy').hover();
      await window.page.keyboard.press('ArrowRight');
      await item('Copy as Markdown').waitFor();
      await shoot(window, 'rows-copy');
      await item('Copy Ticket Key').hover();
      await window.page.keyboard.press('Enter');
      await expect.poll(copied).toMatch(/^[A-Z]+-\d+\n[A-Z]+-\d+$/);

      await window.runCommand('Guardrail: Copy as Markdown');
      await window.find(nameOf(overdue));
      await expect.poll(copied).toContain(`[${overdue.ticket?.key}](`);
      expect(await copied()).toContain(overdue.title);
    });

    it('are revealed from the cursor in a template, and followed without the focus', async () => {
      const here = await findingToDo(stage, 'critical');
      const next = await findingToDo(stage, 'high');
      const selected = () =>
        findings().and(window.page.locator('[aria-selected="true"]')).getAttribute('aria-label');
      const goTo = async ({ link }: typeof here) => {
        await window.openFile(link.file);
        await window.page.keyboard.press('Control+g');
        await window.ask
          .locator('input')
          .first()
          .fill(`:${link.line + 2}`);
        // Enter has no effect before the editor has read the number.
        await window.ask.getByText(`to go to line ${link.line + 2}`).waitFor();
        await window.page.keyboard.press('Enter');
        await window.ask.waitFor({ state: 'hidden' });
      };
      // Several selected rows stay, so one is selected first.
      await rowOf(overdue).first().click();
      await goTo(next);
      await expect.poll(selected).toContain(nameOf(next));
      await expect.poll(() => window.cursorLine()).toBe(next.link.line + 2);
      await goTo(here);
      await expect.poll(selected).toContain(nameOf(here));
      await window.runCommand('Guardrail: Reveal in Findings');
      const focused = window.page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused');
      await expect.poll(() => focused.getAttribute('aria-label')).toContain(nameOf(here));
      await shoot(window, 'rows-revealed');
    });

    it('end with the coverage, which comes first if something was not read', async () => {
      await window.runCommand('Guardrail: Focus on Findings View');
      await window.page.keyboard.press('End');
      await findings()
        .filter({ hasText: /^Coverage\d+ places/ })
        .waitFor();
      sandbox.aws.faults.deny(overdue.account);
      await window.runCommand('Guardrail: Refresh');
      await window.runCommand('Guardrail: Focus on Findings View');
      await window.page.keyboard.press('Home');
      const gap = findings().first();
      await expect
        .poll(() => gap.textContent())
        .toMatch(/^Not everything was read\d+ places could not be read/);
      const cause = findings().filter({ hasText: /^(AWS access denied|Aggregator)/ });
      // The rest of the sync run draws the list again: a key that comes then is lost.
      await expect
        .poll(async () => {
          await window.page.keyboard.press('Home');
          await window.page.keyboard.press('ArrowRight');
          return cause.count();
        })
        .toBeGreaterThan(0);
      expect(await cause.first().textContent()).toMatch(/\d+ accounts × regions/);
      await cause.first().click();
      await findings()
        .filter({ hasText: /^Next step/ })
        .first()
        .waitFor();
      await findings()
        .filter({ hasText: `${overdue.account} · ` })
        .first()
        .waitFor();
      await window.page.mouse.move(700, 400);
      await shoot(window, 'rows-coverage');
    });
  });
}
