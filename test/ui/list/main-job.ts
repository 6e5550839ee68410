import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCertainMatch } from '#protocol/tickets.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, picture, type Stage } from '../stage.ts';

/** The main job of one developer, step by step in one window. */
export function mainJob(shared: SharedWindow): void {
  describe('a developer', () => {
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    let ticket: string;
    const name = () => finding.resource.name ?? finding.resource.id;
    const group = (title: RegExp) => window.row(title);

    beforeAll(async () => {
      ({ stage, window } = await shared.take(460));
      finding = await findingToDo(stage, 'critical');
      ticket = finding.ticket.key;
    });

    it('sees the findings of the team by state, with counts, due dates and tickets', async () => {
      await window.widenSideBar(460);
      // A match that no person has confirmed does not say where a finding stands.
      const todo = (await stage.findings()).filter(
        (known) => known.ticket && (known.ticket.state === 'todo' || !isCertainMatch(known.ticket.match)),
      );
      await expect.poll(() => group(/^To Do\d/).textContent()).toContain(String(todo.length));
      const row = window.row(name());
      expect(await row.getAttribute('aria-label')).toContain(finding.title);
      expect(await row.getAttribute('aria-label')).toContain(finding.ticket.due);
      expect(await row.textContent()).toContain(ticket);
      await window.status(/\d+ open/).waitFor();
    });

    it('goes from a finding to the line of the template that declares its resource', async () => {
      await window.row(name()).click();
      await window.page.locator('.tab.active', { hasText: path.basename(finding.link.file) }).waitFor();
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
    });

    it('sees a diagnostic there, a lens for the resource and one that moves its ticket', async () => {
      await window.page.locator('.squiggly-error').first().waitFor();
      await window.page
        .locator('.codelens-decoration a', { hasText: /^Critical · / })
        .first()
        .waitFor();
      await window.page.locator('.codelens-decoration a', { hasText: 'Move 2 tickets to review' }).waitFor();
      await picture(window, 'template');
    });

    it('reads rule, ticket, due date, evidence of the link and cause in the hover', async () => {
      await window.page.keyboard.press('ControlOrMeta+K');
      await window.page.keyboard.press('ControlOrMeta+I');
      const hover = window.page.locator('.monaco-hover:visible', { hasText: finding.title }).first();
      await hover.waitFor();
      for (const fact of [
        finding.ruleIdentifier,
        ticket,
        finding.ticket.due,
        finding.link.evidence,
        finding.link.cause?.words,
      ]) {
        await expect.poll(() => hover.textContent()).toContain(fact);
      }
      await picture(window, 'hover');
      await window.page.keyboard.press('Escape');
    });

    it('moves the ticket to review from the command palette, with an outcome and a reason', async () => {
      await window.runCommand('Guardrail: Move to Review');
      await window.ask.locator('.monaco-list-row', { hasText: name() }).first().waitFor();
      await window.choose(name());
      await window.choose(/^Fixed/);
      await window.answer('   ', /^Why\?/);
      await window.ask.getByText('Enter a reason.').waitFor();
      await window.answer('The access is closed with the next deployment.', 'Enter a reason.');
      await window.notifications.filter({ hasText: `${ticket} is now "In Review".` }).waitFor();
    });

    it('finds it in review in the tree and in Jira, with a quiet diagnostic and a lens that says so', async () => {
      await expect.poll(() => stage.organization.statusOf(ticket)).toBe('In Review');
      // Before the editor loses the focus: after that, VS Code asks for lenses later.
      await window.page.locator('.codelens-decoration a', { hasText: '2 findings · 1 in review' }).waitFor();
      const tickets = window.page.locator('.part.sidebar .pane').nth(1).locator('.monaco-list-row');
      await window.expand(tickets.filter({ hasText: /^In Review\d/ }));
      const row = tickets.filter({ hasText: ticket });
      await expect.poll(() => row.getAttribute('aria-label')).toContain('In Review');
      const now = (await stage.findings()).find(({ key }) => key === finding.key);
      expect(now?.ticket?.state).toBe('review');
    });

    it('moves another one with the quick fix on the line that a click on the finding opens', async () => {
      const next = await findingToDo(stage, 'high');
      // The review of the test before draws the list again: a click that comes then hits the row that was there.
      await expect
        .poll(async () => {
          await window.row(next.resource.name ?? next.resource.id).click();
          await window.page.waitForTimeout(500);
          return window.cursorLine();
        })
        .toBe(next.link.line + 1);
      // The lens shows that the editor has asked for this file.
      await window.page.locator('.codelens-decoration a', { hasText: `Open ${next.ticket.key}` }).waitFor();
      await window.page.keyboard.press('ControlOrMeta+.');
      const fix = window.page.locator('.action-widget .monaco-list-row', {
        hasText: `move ${next.ticket.key} to review`,
      });
      // VS Code 1.110 covers the menu until the pointer moves over it.
      await fix.hover({ force: true });
      await fix.click();
      await window.choose(/^Intended/);
      await window.answer('This is a public website.', /^Why\?/);
      await expect.poll(() => stage.organization.statusOf(next.ticket.key)).toBe('In Review');
    });
  });
}
