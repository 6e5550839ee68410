import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage } from './stage.ts';

/** A window with an organization of its own, and Jira as the test makes it. */
export interface OpenWindow {
  readonly sandbox: Sandbox;
  readonly stage: Stage;
  readonly window: Workbench;
}

export interface SharedWindow {
  /**
   * Resolves to the window as a subject finds it: no editor, question or notification is open, both trees are, and Jira answers.
   * Tickets stay as the subject before left them.
   * @param sideBar Its width in CSS pixels.
   */
  take(sideBar: number): Promise<OpenWindow>;
}

/**
 * Opens one window for all subjects of a file, and closes it after them: a window needs as much time to open as the tests of a
 * subject.
 */
export function shareWindow(): SharedWindow {
  let opened: Partial<OpenWindow> = {};
  keepPictureOfFailure(() => opened.window);
  beforeAll(async () => {
    const sandbox = await startSandbox();
    opened = { sandbox };
    const stage = await setStage({ sandbox });
    opened = { sandbox, stage };
    opened = { sandbox, stage, window: await stage.openWindow() };
  });
  afterAll(async () => {
    await opened.window?.close();
    await opened.stage?.close();
    await opened.sandbox?.close();
  });
  return {
    async take(sideBar) {
      const { sandbox, stage, window } = opened;
      if (!sandbox || !stage || !window) throw new Error('The window is not open.');
      await window.page.setViewportSize({ width: 1280, height: 800 });
      await window.page.keyboard.press('Escape');
      sandbox.jira.faults.unreachable(false);
      await window.openView('Guardrail');
      await window.runCommand('View: Close All Editors');
      await window.clearNotifications();
      await window.widenSideBar(sideBar);
      for (const pane of ['Findings', 'Tickets']) {
        const header = window.page.locator('.part.sidebar .pane-header', { hasText: pane });
        if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
      }
      await window.group(/^To Do\d/).waitFor();
      await window.settled();
      return { sandbox, stage, window };
    },
  };
}
