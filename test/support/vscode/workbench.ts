import type { Browser, Frame, Locator, Page } from 'playwright-core';
import type { RunningVsCode } from './server.ts';

/** One VS Code window and the actions of a user in it. Every action waits until the window shows its effect. */
export interface Workbench {
  readonly page: Page;
  /** Opens one of the activity bar's views by its title. */
  openView(title: string): Promise<void>;
  /** The row with this text, of any tree in the side bar. */
  row(text: string | RegExp): Locator;
  /** A group of the findings tree by its state. The tickets tree below has groups of the same names. */
  group(state: string | RegExp): Locator;
  /** A row above the groups of the findings tree: a problem with its action. */
  notice(text: string | RegExp): Locator;
  /** Reloads the window with VS Code's command, which first stores the editor's state. A reload of the page would not wait. */
  reload(): Promise<void>;
  /**
   * Clears all notifications, and waits until VS Code draws new ones. Of more than three within 800 ms it draws only three and
   * lists the others. A user is not that fast.
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
  /** Resolves to the page in a webview that contains this selector. */
  pageWith(selector: string): Promise<Frame>;
  close(): Promise<void>;
}

export async function openWorkbench(
  browser: Browser,
  vsCode: RunningVsCode,
  folder: string,
  options: { locale?: string } = {},
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: options.locale ?? 'en-US',
    // Animations would show in screenshots.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(vsCode.windowUrl(folder));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();

  const ask = page.locator('.quick-input-widget');
  const choose = async (text: string | RegExp) => {
    await ask.locator('.monaco-list-row', { hasText: text }).first().click();
  };
  const input = ask.locator('input:not([type=checkbox])').first();
  const openPalette = async () => {
    // A page that has just opened swallows the key.
    for (let attempt = 0; attempt < 20 && !(await input.isVisible()); attempt++) {
      await page.keyboard.press('F1');
      await page.waitForTimeout(200);
    }
  };
  const runCommand = async (title: string) => {
    const row = ask.locator('.monaco-list-row', { hasText: title }).first();
    const isListed = () =>
      row.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    // The palette lists the commands of the moment at which it opens: the editor adds some of its own later.
    for (let attempt = 0; attempt < 5; attempt++) {
      await openPalette();
      await input.fill(`>${title}`);
      if (await isListed()) break;
      await page.keyboard.press('Escape');
    }
    await choose(title);
  };
  return {
    page,
    ask,
    choose,
    notifications: page.locator('.notification-toast'),
    async openView(title) {
      // The whole item, because its badge covers the label.
      const label = page.locator(`.action-label[aria-label^="${title}"]`);
      await page.locator('.part.activitybar .action-item', { has: label }).first().click();
      await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor();
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
    row: (text) => page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first(),
    // The first pane of the view is the findings tree, in every language.
    group: (state) =>
      page.locator('.part.sidebar .pane').first().locator('.monaco-list-row', { hasText: state }).first(),
    notice: (text) =>
      page
        .locator('.part.sidebar .pane')
        .first()
        .locator('.monaco-list-row[aria-level="1"]:not([aria-expanded])', { hasText: text }),
    runCommand,
    async clearNotifications() {
      await runCommand('Notifications: Clear All Notifications');
      await page.waitForTimeout(1_000);
    },
    async reload() {
      await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
      await page.locator('.monaco-workbench .part.statusbar').waitFor();
    },
    async find(text) {
      await ask.locator('input').fill(text);
      await choose(text);
    },
    async answer(text, question) {
      await ask.getByText(question).first().waitFor();
      await ask.locator('input:not([type=checkbox])').first().waitFor();
      await ask.locator('input').fill(text);
      await page.keyboard.press('Enter');
    },
    async pageWith(selector) {
      const deadline = Date.now() + 20_000;
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
    close: () => context.close(),
  };
}
