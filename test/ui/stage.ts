import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeEach, inject } from 'vitest';
import type { Severity } from '#protocol/findings.ts';
import type { Link, TemplatePlace } from '#protocol/links.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { FindingForPrograms } from '../../daemon/commands/findings.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { sharedBrowser } from '../support/browser.ts';
import { createCleanup } from '../support/cleanup.ts';
import { type Organization, startOrganization } from '../support/organization.ts';
import { smallSize } from '../support/small-sandbox.ts';
import { type RunningVsCode, startVsCode } from '../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

/** Everything that a UI test needs: the sandbox, a VS Code with the packaged extension, a browser. */
export interface Stage {
  readonly organization: Organization;
  readonly vsCode: RunningVsCode;
  readonly browser: Browser;
  openWindow(): Promise<Workbench>;
  /** Opens a window without a folder. */
  openEmptyWindow(): Promise<Workbench>;
  /** The findings that the command line lists, with links to the workspace's templates. */
  findings(): Promise<FindingForPrograms[]>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly locale?: 'en' | 'ja';
  /** A sandbox of this process, whose faults the test controls. Absent: the built program's own sandbox. */
  readonly sandbox?: Sandbox;
  /** Added to the organization's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Machine settings of the editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leaves the workspace in Restricted Mode. */
  readonly restricted?: boolean;
}

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { locale = 'en', sandbox, env, settings = {}, restricted = false } = options;
  const cleanup = createCleanup();
  try {
    const organization = await startOrganization(sandbox, smallSize);
    cleanup.add(() => organization.stop());
    const vsCode = await startVsCode({
      extensions: inject('extensions'),
      env: { ...organization.env, ...env },
      locale,
      settings,
      restricted,
    });
    cleanup.add(() => vsCode.stop());
    const browser = await sharedBrowser();
    return {
      organization,
      vsCode,
      browser,
      openWindow: () => openWorkbench(browser, vsCode, organization.workspace, { locale }),
      openEmptyWindow: () => openWorkbench(browser, vsCode, undefined, { locale }),
      findings: async () =>
        JSON.parse(await organization.command('findings', '--json', '--workspace', organization.workspace)),
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** Returns a finding of the sample team that waits for its developer and has a certain link. */
export async function findingToDo(
  stage: Stage,
  severity: Severity,
): Promise<FindingForPrograms & TicketedAndLinked> {
  const found = (await stage.findings()).find(
    (finding) =>
      finding.severity === severity &&
      finding.ticket?.state === 'todo' &&
      finding.link?.confidence === 'certain',
  );
  if (!found?.ticket || found.link?.line === undefined)
    throw new Error(`The sample team has no linked ${severity} finding to do.`);
  return found as FindingForPrograms & TicketedAndLinked;
}

interface TicketedAndLinked {
  readonly ticket: TicketOfFinding;
  readonly link: Link & TemplatePlace;
}

/**
 * If a test fails and its window is still open, saves a picture of it in `.cache/results/` and adds to the error what the window
 * shows: of a run on another machine there is only the text.
 */
export function keepPictureOfFailure(window: () => Workbench | undefined): void {
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(async () => {
      const page = window()?.page;
      if (page === undefined || page.isClosed()) return;
      const file = `${task.name.replace(/\W+/g, '-')}.png`;
      await page.screenshot({ path: path.resolve(import.meta.dirname, '../../.cache/results', file) });
      const error = task.result?.errors?.at(-1);
      if (error) error.message += `\n\n${await shownBy(page)}`;
    });
  });
}

/** Describes what the user sees of the window. */
async function shownBy(page: Page): Promise<string> {
  const texts = async (selector: string) => (await page.locator(selector).allInnerTexts()).map(inOneLine);
  const labels = await page
    .locator('.part.sidebar .monaco-list-row[aria-selected="true"]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  const shown = [
    `Notifications: ${(await texts('.notification-toast')).join(' | ')}`,
    `Question: ${(await texts('.quick-input-widget:visible')).join(' | ')}`,
    `Selected rows: ${labels.join(' | ')}`,
    `Editors: ${(await texts('.part.editor .tab')).join(' | ')}`,
  ];
  // Last: it opens the list of them.
  const all = await allNotifications(page).catch(() => ['unknown']);
  return [...shown, `All notifications: ${all.join(' | ')}`].join('\n');
}

/** Returns what the list of notifications has, also of those that are no longer shown. */
async function allNotifications(page: Page): Promise<string[]> {
  const timeout = 3_000;
  await page.locator('.part.statusbar .codicon-bell, .part.statusbar .codicon-bell-dot').click({ timeout });
  const list = page.locator('.notifications-center.visible');
  await list.waitFor({ timeout });
  const texts = await list.locator('.monaco-list-row').allInnerTexts();
  await page.keyboard.press('Escape');
  return texts.map(inOneLine);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

/**
 * If GUARDRAIL_SCREENSHOTS=1, takes a picture for the documents, 1280 pixels wide.
 * @param reveal Called when the window has its size.
 */
export async function picture(
  { page }: Workbench,
  name: string,
  { height = 800, reveal }: { height?: number; reveal?: () => Promise<unknown> } = {},
): Promise<void> {
  if (process.env.GUARDRAIL_SCREENSHOTS !== '1') return;
  await page.setViewportSize({ width: 1280, height });
  // No tooltip covers the picture.
  await page.mouse.move(1, 1);
  await reveal?.();
  // The workbench changes its layout.
  await page.waitForTimeout(500);
  await page.screenshot({
    path: path.resolve(import.meta.dirname, '../../docs/images', `${name}.png`),
    animations: 'disabled',
  });
}

/** If GUARDRAIL_PICTURES=1, takes a picture in `.cache/results/` for a person who checks the screens. */
export async function shoot({ page }: Workbench, name: string): Promise<void> {
  if (process.env.GUARDRAIL_PICTURES !== '1') return;
  const file = path.resolve(import.meta.dirname, '../../.cache/results', `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
}

/**
 * If GUARDRAIL_PICTURES=1, takes pictures of the window in a light theme, in high contrast, and 300 pixels wide, with `reveal`
 * before each of them.
 */
export async function shootEveryLook(
  window: Workbench,
  name: string,
  reveal: () => Promise<unknown>,
): Promise<void> {
  if (process.env.GUARDRAIL_PICTURES !== '1') return;
  const take = async (look: string) => {
    await reveal();
    await window.page.waitForTimeout(300);
    await shoot(window, `${name}-${look}`);
  };
  const size = window.page.viewportSize() ?? { width: 1280, height: 800 };
  await window.page.setViewportSize({ width: 1280, height: 1000 });
  await take('dark');
  for (const [look, theme] of [
    ['light', 'Light Modern'],
    ['contrast', 'Dark High Contrast'],
    ['contrast-light', 'Light High Contrast'],
    ['dark', 'Dark Modern'],
  ] as const) {
    await window.runCommand('Preferences: Color Theme');
    await window.find(theme);
    if (look !== 'dark') await take(look);
  }
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.page.setViewportSize({ width: 350, height: 1000 });
  await take('narrow');
  await window.page.setViewportSize(size);
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
}
