import { afterAll } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import type { WorldOptions } from '../../daemon/sandbox/world/options.ts';
import { startSmallSandbox, startSmallSandboxAtPort } from '../support/small-sandbox.ts';
import { succeeds, type Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage } from './stage.ts';

/** A window with an organization of its own, and Jira as the test makes it. */
export interface OpenWindow {
  readonly sandbox: Sandbox;
  readonly stage: Stage;
  readonly window: Workbench;
}

export interface Needs {
  /** Differences to the organization of other tests. */
  readonly world?: WorldOptions;
  /** Changes what AWS and Jira have, before anything of it is read. */
  prepare?(sandbox: Sandbox): void;
  /** Machine settings of the editor, for this subject alone. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface SharedWindow {
  readonly locale: 'en' | 'ja';
  /**
   * Resolves to the window as a subject finds it: no editor, question or notification is open, both trees are and have their usual
   * heights, the groups of tickets are closed, and the organization, the workspace's templates and the daemon's store are new. Only
   * what the window itself keeps is left of the subject before.
   * @param sideBar Its width in CSS pixels.
   */
  take(sideBar: number, needs?: Needs): Promise<OpenWindow>;
}

/**
 * Opens one window for all subjects of a file, and closes it after them: a window needs as much time to open as the tests of a
 * subject.
 */
export function shareWindow(locale: 'en' | 'ja' = 'en'): SharedWindow {
  let sandbox: Sandbox | undefined;
  let stage: Stage | undefined;
  let window: Workbench | undefined;
  let port = 0;
  let changed: Readonly<Record<string, unknown>> = {};
  keepPictureOfFailure(() => window);
  afterAll(async () => {
    await window?.close();
    await stage?.close();
    await sandbox?.close();
  });

  async function open({ world, settings = {}, prepare }: Needs): Promise<OpenWindow> {
    sandbox = await startSmallSandboxAtPort(world);
    port = Number(new URL(sandbox.hello.aws).port);
    prepare?.(sandbox);
    stage = await setStage({ sandbox, locale, settings });
    window = await stage.openWindow();
    return { sandbox, stage, window };
  }

  /** The same window, for another organization at the same addresses. */
  async function openAgain(stage: Stage, window: Workbench, needs: Needs): Promise<OpenWindow> {
    await window.page.keyboard.press('Escape');
    if ((await window.page.locator('.part.editor .tab').count()) > 0)
      await window.runCommand('View: Close All Editors');
    await sandbox?.close();
    sandbox = undefined;
    sandbox = await startSmallSandbox({ ...needs.world, port });
    needs.prepare?.(sandbox);
    const settingsBefore = Object.fromEntries(Object.keys(changed).map((key) => [key, undefined]));
    stage.vsCode.change({ ...settingsBefore, ...needs.settings });
    // A daemon that ends often by itself would make the window ask. This command is the user's own.
    await stage.organization.forget(() => window.runCommand(words[locale].restart));
    await stage.organization.command('sync');
    if (locale === 'en') await showAll(window);
    return { sandbox, stage, window };
  }

  return {
    locale,
    async take(sideBar, needs = {}) {
      const opened = stage && window ? await openAgain(stage, window, needs) : await open(needs);
      changed = needs.settings ?? {};
      const { page, ...actions } = opened.window;
      await page.setViewportSize({ width: 1280, height: 1000 });
      await actions.openView('Guardrail');
      await actions.widenSideBar(sideBar);
      for (const pane of words[locale].panes) {
        const header = page.locator('.part.sidebar .pane-header', { hasText: pane });
        if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
      }
      await actions.raiseTickets(280);
      await actions.expand(actions.group(words[locale].toDo));
      const tickets = page.locator('.part.sidebar .pane').nth(1);
      await tickets.hover();
      await tickets.getByRole('button', { name: 'Collapse All' }).click();
      await actions.settled();
      if ((await actions.notifications.count()) > 0) await actions.clearNotifications();
      return opened;
    },
  };
}

/** A test that failed may have left a filter, or other groups. */
async function showAll(window: Workbench): Promise<void> {
  await window.settled();
  const header = window.page.locator('.part.sidebar .pane-header .description').first();
  if (/ of /.test((await header.textContent()) ?? '')) await window.runCommand('Guardrail: Clear Filter');
  // The list of the next organization may not be there yet.
  const isGrouped = await succeeds(window.group(words.en.toDo).waitFor({ timeout: 10_000 }));
  if (isGrouped) return;
  await window.runCommand('Guardrail: Group Findings By…');
  await window.choose(/^State/);
}

const words = {
  en: { panes: ['Findings', 'Tickets'], toDo: /^To Do\d/, restart: 'Guardrail: Restart Daemon' },
  ja: { panes: ['検出結果', 'チケット'], toDo: /^作業前\d/, restart: 'Guardrail: デーモンを再起動' },
};
