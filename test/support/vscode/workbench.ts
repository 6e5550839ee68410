import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import type { RunningVsCode } from './server.ts';

/** One VS Code window and the actions of a user in it. Every action waits until the window shows its effect. */
export interface Workbench {
  readonly page: Page;
  /** Opens one of the activity bar's views by its title. */
  openView(title: string): Promise<void>;
  /** The row that shows this text or says it to a screen reader, of any tree in the side bar. */
  row(text: string | RegExp): Locator;
  /**
   * Presses a button of a row. While VS Code draws a tree again, its buttons do not know their row: then the user is asked to try
   * again, and does.
   */
  pressInRow(row: Locator, button: string | RegExp): Promise<void>;
  /**
   * Selects these rows of one tree, and no other. VS Code may have selected a row by itself, where a selected row was before: a click
   * with the Ctrl key would take it out if it is one of these, and a menu offers only what all selected rows have.
   */
  selectRows(rows: readonly Locator[]): Promise<void>;
  /** Opens a row that has others below it, unless it is open. */
  expand(row: Locator): Promise<void>;
  /** A group of the findings tree by its state. The tickets tree below has groups of the same names. */
  group(state: string | RegExp): Locator;
  /** A row above the groups of the findings tree: a problem with its action. */
  notice(text: string | RegExp): Locator;
  /** Reloads the window with VS Code's command, which first stores the editor's state. A reload of the page would not wait. */
  reload(): Promise<void>;
  /** Points at a row until its tooltip has this text. A row that is drawn again under a pointer at rest loses its tooltip. */
  tooltipOf(row: Locator, text: string): Promise<Locator>;
  /**
   * Clears all notifications. After several, waits until VS Code draws new ones: of more than three within 800 ms it draws only three
   * and lists the others. A user is not that fast.
   */
  clearNotifications(): Promise<void>;
  /** Picks a command in the palette by its full title. */
  runCommand(title: string): Promise<void>;
  /** The input box: its choices and its text field. */
  readonly ask: Locator;
  /** Picks the choice with this text. */
  choose(text: string | RegExp): Promise<void>;
  /** Filters the choices by typing, and picks the one that is left. */
  find(text: string): Promise<void>;
  /**
   * Opens a file of this absolute path. Without its native parts, which the tests do not install, VS Code cannot search for the name in
   * every version.
   */
  openFile(file: string): Promise<void>;
  /** Types an answer and confirms it, after the box asks for it. */
  answer(text: string, question: string | RegExp): Promise<void>;
  /** Notifications that are shown. */
  readonly notifications: Locator;
  /** Waits until Guardrail has stopped reading. After that, no row moves by itself. */
  settled(): Promise<void>;
  /** An item of the status bar. */
  status(text: string | RegExp): Locator;
  /** The line of the active editor's cursor, 1-based. */
  cursorLine(): Promise<number>;
  /** Drags the side bar's edge until it is this wide, in CSS pixels. */
  widenSideBar(width: number): Promise<void>;
  /**
   * Drags the edge between the findings tree and the tickets tree, both open, until the lower one has this height, in CSS pixels. VS
   * Code draws only the rows that fit, and gives the space as it was left.
   */
  raiseTickets(height: number): Promise<void>;
  /** Resolves to the page in a webview that contains this selector. */
  pageWith(selector: string): Promise<Frame>;
  close(): Promise<void>;
}

/** @param folder A folder or a `.code-workspace` file. Absent: a window in which nothing is open. */
export async function openWorkbench(
  browser: Browser,
  vsCode: RunningVsCode,
  folder: string | undefined,
  options: { locale?: string } = {},
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: options.locale ?? 'en-US',
    // Animations would show in screenshots.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(vsCode.windowUrl(folder));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  // The explorer of a workspace file has no row until each of its folders has answered, also one that no extension provides.
  if (folder !== undefined && !folder.endsWith('.code-workspace'))
    await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();

  const ask = page.locator('.quick-input-widget');
  const choose = async (text: string | RegExp) => {
    await ask.locator('.monaco-list-row', { hasText: text }).first().click();
  };
  const input = ask.locator('input:not([type=checkbox])').first();
  const runCommand = async (title: string) => {
    const row = ask.locator('.monaco-list-row', { hasText: title }).first();
    // A page that has just opened swallows the key, and the palette lists the commands of the moment at which it opens: the
    // editor adds some of its own later. A notification or an editor that takes the focus closes the palette.
    for (let attempt = 0; attempt < 8; attempt++) {
      await page.keyboard.press('F1');
      if (!(await succeeds(input.waitFor({ timeout: 2_000 })))) continue;
      if (!(await succeeds(input.fill(`>${title}`, { timeout: 2_000 })))) continue;
      // As most users do. A click takes several times as long.
      if (await succeeds(row.and(page.locator('.focused')).waitFor({ timeout: 500 }))) {
        await page.keyboard.press('Enter');
        // The palette has the focus until then, or asks for something else.
        await page.waitForFunction((typed) => {
          const shown = document.querySelector<HTMLInputElement>(
            '.quick-input-widget input:not([type=checkbox])',
          );
          return shown?.offsetParent == null || shown.value !== typed;
        }, `>${title}`);
        return;
      }
      if (await succeeds(row.click({ timeout: 3_000 }))) return;
      await page.keyboard.press('Escape');
    }
    throw new Error(`The palette does not list ${title}.`);
  };
  return {
    page,
    ask,
    choose,
    notifications: page.locator('.notification-toast'),
    async openView(title) {
      // The whole item, because its badge covers the label.
      const label = page.locator(`.action-label[aria-label^="${title}"]`);
      const opened = page.locator('.part.sidebar .composite.title', { hasText: title });
      // A window that is opened again may show it a moment later: then a click would hide it.
      if (!(await opened.isVisible())) await page.waitForTimeout(500);
      for (let tries = 0; tries < 5 && !(await opened.isVisible()); tries++) {
        await page.locator('.part.activitybar .action-item', { has: label }).first().click();
        await opened.waitFor({ timeout: 5_000 }).catch(() => {});
      }
      await opened.waitFor();
    },
    async settled() {
      // Guardrail's own item and VS Code's ("Activating Extensions…") may spin at the same time.
      await page.waitForFunction(() => !document.querySelector('.part.statusbar .codicon-modifier-spin'));
    },
    status: (text) => page.locator('.part.statusbar .statusbar-item', { hasText: text }),
    async cursorLine() {
      const text = await page.locator('.statusbar-item', { hasText: /^Ln \d+/ }).textContent();
      return Number(/Ln (\d+)/.exec(text ?? '')?.[1]);
    },
    async widenSideBar(width) {
      const bar = await page.locator('.part.sidebar').boundingBox();
      if (!bar) throw new Error('There is no side bar.');
      await page.mouse.move(bar.x + bar.width, bar.y + bar.height / 2);
      await page.mouse.down();
      await page.mouse.move(bar.x + width, bar.y + bar.height / 2, { steps: 5 });
      await page.mouse.up();
    },
    async raiseTickets(height) {
      const tickets = await page.locator('.part.sidebar .pane').nth(1).boundingBox();
      if (!tickets) throw new Error('There is no tickets tree.');
      const middle = tickets.x + tickets.width / 2;
      await page.mouse.move(middle, tickets.y);
      await page.mouse.down();
      await page.mouse.move(middle, tickets.y + tickets.height - height, { steps: 5 });
      await page.mouse.up();
    },
    row(text) {
      const rows = page.locator('.part.sidebar .monaco-list-row');
      const shown = rows.filter({ hasText: text });
      if (typeof text !== 'string') return shown.first();
      // A row shortens a long name; its label for screen readers has all of it.
      const spoken = page.locator(`.part.sidebar .monaco-list-row[aria-label*=${JSON.stringify(text)}]`);
      return shown.or(spoken).first();
    },
    // The first pane of the view is the findings tree, in every language.
    group: (state) =>
      page.locator('.part.sidebar .pane').first().locator('.monaco-list-row', { hasText: state }).first(),
    notice: (text) =>
      page
        .locator('.part.sidebar .pane')
        .first()
        .locator('.monaco-list-row[aria-level="1"]:not([aria-expanded])', { hasText: text }),
    runCommand,
    async expand(row) {
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    },
    async pressInRow(row, button) {
      const lost = page.locator('.notification-toast', {
        hasText: /was just being updated|更新中でした/,
      });
      for (let attempt = 0; attempt < 5; attempt++) {
        await row.hover();
        await row.getByRole('button', { name: button }).click();
        if (!(await succeeds(lost.first().waitFor({ timeout: 1_000 })))) return;
        await runCommand('Notifications: Clear All Notifications');
      }
      throw new Error(`The row of ${button} is always being drawn.`);
    },
    async selectRows(rows) {
      const isSelected = async (row: Locator) => (await row.getAttribute('aria-selected')) === 'true';
      // To have the tree's focus, without opening anything. Then Escape takes out all of its rows.
      await rows[0]?.click({ modifiers: ['ControlOrMeta'] });
      await page.keyboard.press('Escape');
      for (const row of rows) {
        const selected = row.and(page.locator('[aria-selected="true"]'));
        for (let attempt = 0; attempt < 5 && !(await isSelected(row)); attempt++) {
          await row.click({ modifiers: ['ControlOrMeta'] });
          await succeeds(selected.waitFor({ timeout: 1_000 }));
        }
      }
      for (const row of rows) if (!(await isSelected(row))) throw new Error('A row lost its selection.');
    },
    async tooltipOf(row, text) {
      const tooltip = page.locator('.monaco-hover:visible', { hasText: text }).first();
      for (let attempt = 0; attempt < 10 && !(await tooltip.isVisible()); attempt++) {
        await page.mouse.move(700, 600);
        await row.hover();
        await tooltip.waitFor({ timeout: 3_000 }).catch(() => {});
      }
      await tooltip.waitFor();
      return tooltip;
    },
    async clearNotifications() {
      const shown = await page.locator('.notification-toast').count();
      await runCommand('Notifications: Clear All Notifications');
      if (shown > 1) await page.waitForTimeout(1_000);
    },
    async reload() {
      await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
      await page.locator('.monaco-workbench .part.statusbar').waitFor();
    },
    async find(text) {
      await ask.locator('input').fill(text);
      await choose(text);
    },
    async openFile(file) {
      const name = path.basename(file);
      await runCommand('Go to File');
      await input.fill(file);
      await choose(name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    async answer(text, question) {
      await ask.getByText(question).first().waitFor();
      await ask.locator('input:not([type=checkbox])').first().waitFor();
      await ask.locator('input').fill(text);
      await page.keyboard.press('Enter');
    },
    async pageWith(selector) {
      const deadline = Date.now() + 30_000;
      while (Date.now() < deadline) {
        for (const frame of page.frames()) {
          if (
            frame !== page.mainFrame() &&
            (await frame
              .locator(selector)
              .count()
              .catch(() => 0)) > 0
          )
            return frame;
        }
        await page.waitForTimeout(100);
      }
      throw new Error(`No webview shows ${selector}.`);
    },
    async close() {
      // As a user leaves the page: VS Code ends its extension host. Otherwise that waits for hours for its window to come back.
      page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
      await page.goto('about:blank').catch(() => {});
      await context.close();
    },
  };
}

/** Resolves to whether a step ends without an error. */
export function succeeds(step: Promise<unknown>): Promise<boolean> {
  return step.then(
    () => true,
    () => false,
  );
}
