import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible, violationsOf } from '../accessible.ts';
import { type FocusedControl, focusedControl, tabStops, tabTo, typeChoice, typeCommand } from '../keys.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, picture, type Stage, shootEveryLook } from '../stage.ts';

export function finding(shared: SharedWindow): void {
  describe('the page of a finding', () => {
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const complaints: string[] = [];
    const name = () => finding.resource.name ?? finding.resource.id;
    const page = () => window.pageWith('main header h1');
    const openByKeys = async () => {
      await typeCommand(window, 'Guardrail: Open Finding');
      await typeChoice(window, name());
      await expect.poll(async () => (await page()).evaluate('document.hasFocus()')).toBe(true);
    };

    beforeAll(async () => {
      ({ stage, window } = await shared.take(360));
      window.page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
      });
      finding = await findingToDo(stage, 'critical');
    });

    it('opens from the tree and shows facts, evidence of the link, cause, and the ticket', async () => {
      await window.pressInRow(window.row(name()), 'Open Finding');
      const text = (await (await page()).locator('main').textContent()) ?? '';
      for (const fact of [
        finding.title,
        finding.remedy,
        finding.ruleIdentifier,
        finding.resource.type,
        finding.account,
        finding.link.evidence,
        finding.link.cause?.words,
        finding.link.logicalId,
        finding.ticket.key,
        finding.ticket.priority,
        finding.ticket.due,
      ]) {
        expect(text).toContain(fact);
      }
      await picture(window, 'finding-page', { height: 1240 });
      await expectAccessible(stage, await page());
    });

    it('has the review before the facts, and says where the finding stands and what happened', async () => {
      const frame = await page();
      await frame
        .locator('.state strong')
        .getByText(/late|Due|To Do/)
        .waitFor();
      await frame.locator('.timeline').getByText(`Ticket ${finding.ticket.key} filed`).waitFor();
      const titles = await frame.getByRole('heading', { level: 2 }).allTextContents();
      const shown = ['Move to Review', 'Finding', 'Template', 'Ticket', 'What Happened', 'Reported By'];
      expect(titles.filter((title) => shown.includes(title))).toEqual(shown);
      await frame
        .locator('dd', { hasText: finding.account })
        .getByText(/\w+ \(\d{12}\)/)
        .waitFor();
      expect(await frame.locator('main').innerText()).not.toMatch(/null|undefined|NaN/);
      await shootEveryLook(window, 'page', () => frame.evaluate('scrollTo(0, 0)'));
      await shootEveryLook(window, 'timeline', () =>
        frame.locator('.timeline li').last().scrollIntoViewIfNeeded(),
      );
    });

    it('shows the lines of the template as they are in the editor, copies facts, and has links', async () => {
      const frame = await page();
      const key = frame.locator('.excerpt .line.resource');
      await key.getByText(finding.link.logicalId).waitFor();
      expect(await key.getAttribute('data-number')).toBe(String(finding.link.line + 1));
      expect(await frame.getByRole('link', { name: finding.ticket.key }).getAttribute('href')).toBe(
        finding.ticket.url,
      );
      await frame.getByRole('link', { name: finding.ruleIdentifier ?? '' }).waitFor();
      await frame.getByRole('button', { name: 'Copy Key' }).click();
      await window.page.locator('.statusbar').getByText('Copied').waitFor();
      await frame
        .getByRole('button', { name: new RegExp(`^Open ${finding.link.logicalId} in line`) })
        .click();
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
      // Not saved: the page has the text of the editor.
      await window.page.keyboard.press('End');
      await window.page.keyboard.type(' # typed');
      await window.runCommand('Guardrail: Open Finding');
      await window.find(name());
      await (await page()).locator('.excerpt .line.resource').getByText('# typed').waitFor();
      await shootEveryLook(window, 'excerpt', async () =>
        (await page()).locator('.excerpt figcaption').scrollIntoViewIfNeeded(),
      );
      await window.runCommand('File: Revert File');
    });

    it('would fail the check of accessibility with a faint text, or a picture without a name', async () => {
      const frame = await page();
      await frame.evaluate(`
        const text = document.createElement('p');
        const image = document.createElement('img');
        text.textContent = 'Readable in a dark theme only.';
        text.style.color = '#eee';
        text.id = 'faint';
        document.querySelector('main').append(text, image);`);
      const found = await violationsOf(stage, frame);
      await frame.evaluate(
        `document.querySelector('#faint').remove(); document.querySelector('main > img').remove()`,
      );
      expect(found).toEqual([
        expect.objectContaining({ theme: 'Dark Modern', rule: 'image-alt', target: 'img', html: '<img>' }),
        ...['Light Modern', 'High Contrast Light'].map((theme) =>
          expect.objectContaining({ theme, rule: 'color-contrast', target: '#faint' }),
        ),
      ]);
    });

    it('keeps the selection of the user when the finding is drawn again', async () => {
      const frame = await page();
      // A drawing takes this mark away, and nothing else of the title.
      await frame.evaluate(`
        getSelection().selectAllChildren(document.querySelector('h1'));
        document.querySelector('h1').setAttribute('data-mark', '');`);
      await stage.organization.command('sync');
      await frame.locator('h1:not([data-mark])').waitFor();
      expect(await frame.evaluate('getSelection().toString()')).toBe(finding.title);
    });

    it('has a title while it has no finding to show', { retry: 3 }, async () => {
      /** As after a reload of the window, when the finding is no longer in the list. What arrives then is not shown. */
      const takeAway = `
        if (!globalThis.follows) addEventListener('message', (event) => {
          if (event.data.kind !== 'show') return;
          if (globalThis.isAbsent) event.stopImmediatePropagation();
          globalThis.shown = event.data;
        }, { capture: true });
        globalThis.follows = true;
        if (globalThis.shown) {
          globalThis.isAbsent = true;
          postMessage({
            ...{ kind: 'absent', finding: shown.finding.key, texts: shown.texts },
            notice: 'This finding is no longer in the list.'
          });
        }`;
      const found = () => window.pageWith('main h1');
      const title = async (name: string) =>
        (await found()).getByRole('heading', { level: 1, name, exact: true });
      await (await found()).evaluate(takeAway);
      await stage.organization.command('sync');
      await expect
        .poll(async () => {
          await (await found()).evaluate(takeAway);
          return (await title('Finding')).isVisible();
        })
        .toBe(true);
      await expectAccessible(stage, await found());
      await (await found()).evaluate('isAbsent = false; postMessage(shown)');
      await (await title(finding.title)).waitFor();
    });

    it('goes to the template and still has the typed text afterwards', async () => {
      await (await page())
        .getByRole('textbox', { name: 'Reason', exact: true })
        .fill('The replica moves into the VPC.');
      await (await page()).getByRole('button', { name: 'Go to Template' }).click();
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);

      await window.pressInRow(window.row(name()), 'Open Finding');

      const reason = (await page()).getByRole('textbox', { name: 'Reason', exact: true });
      await expect.poll(() => reason.inputValue()).toBe('The replica moves into the VPC.');
    });

    it('leads Tab to every control in the order in which they are shown, each with a visible focus', async () => {
      await openByKeys();
      const frame = await page();
      const stops = await tabStops(window, frame);
      expect(stops.filter(({ hasRing }) => !hasRing)).toEqual([]);
      const isAbove = ({ top, left }: FocusedControl, last = { top: 0, left: 0 }) =>
        top < last.top - 8 || (top <= last.top + 8 && left < last.left);
      expect(stops.filter((stop, index) => isAbove(stop, stops[index - 1]))).toEqual([]);
      const controls = await frame.evaluate<string[]>(`
        [...document.querySelectorAll('main :is(a, button, input, pre, select, summary, vscode-button, vscode-text-area)')]
          .filter((control) => control.checkVisibility() && !control.disabled)
          .map((control) => (control.getAttribute('aria-label') ?? control.textContent).trim())`);
      expect(controls.length).toBeGreaterThan(12);
      // Of a group of radio buttons, Tab leads to the one that is chosen.
      expect(stops.map((stop) => stop.name).filter((found) => !found.startsWith('Fixed'))).toEqual(controls);
    });

    it('opens the template, copies, and moves the ticket to review by keyboard alone, and asks for the reason first', async () => {
      const { keyboard } = window.page;
      await openByKeys();
      let frame = await page();
      await tabTo(window, frame, /^Copy Key$/);
      await keyboard.press('Enter');
      await window.page.locator('.statusbar').getByText('Copied').waitFor();
      await tabTo(window, frame, new RegExp(`^Open ${finding.link.logicalId} in line`));
      await keyboard.press('Enter');
      await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
      await openByKeys();
      frame = await page();
      await tabTo(window, frame, /^Fixed/);
      await keyboard.press('ArrowDown');
      await expect.poll(() => frame.getByRole('radio', { name: /^Intended/ }).isChecked()).toBe(true);
      await tabTo(window, frame, /^Without an end/);
      await keyboard.press('Space');
      await tabTo(window, frame, /^Reason/);
      await keyboard.press('Control+A');
      await keyboard.press('Delete');
      await tabTo(window, frame, /^Move to Review/);
      await keyboard.press('Enter');
      await frame.getByRole('alert').getByText('Enter a reason.').waitFor();
      // The focus is where the reason is missing.
      await expect.poll(async () => (await focusedControl(frame))?.name).toBe('Reason');
      await keyboard.type('Partners read it until March.');
      await frame.getByText('Ctrl+Enter sends it').waitFor();
      await keyboard.press('Control+Enter');

      await expect.poll(() => stage.organization.statusOf(finding.ticket.key)).toBe('In Review');
      await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
      expect(await frame.getByRole('button', { name: 'Move to Review' }).count()).toBe(0);
      await expectAccessible(stage, frame);
    });

    it('has a policy that stops markup from changing its base address or sending a form', async () => {
      const policy = await (await page())
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      expect(policy?.split('; ')).toEqual(
        expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "form-action 'none'"]),
      );
    });

    it('does not violate its content security policy', async () => {
      const editors = (await (await page()).locator('#_defaultStyles').textContent()) ?? '';
      const hash = createHash('sha256').update(editors).digest('base64');
      // VS Code adds its own style to every page. A strict policy refuses that style, too.
      expect(complaints.filter((complaint) => !complaint.includes(hash))).toEqual([]);
    });
  });
}
