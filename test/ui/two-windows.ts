import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workbench } from '../support/vscode/workbench.ts';
import type { Stage } from './stage.ts';

/** Two windows of one person: the one that is open, and another one. */
export function twoWindows(open: () => { readonly stage: Stage; readonly window: Workbench }): void {
  let stage: Stage;
  let first: Workbench;
  let second: Workbench;
  /** Of the tickets: the findings may be in other groups. */
  const counts = (window: Workbench) =>
    window.page
      .locator('.part.sidebar .pane')
      .nth(1)
      .locator('.monaco-list-row', { hasText: /^To Do\d/ })
      .textContent();

  beforeAll(async () => {
    ({ stage, window: first } = open());
    await first.runCommand('View: Close All Editors');
    await first.clearNotifications();
    second = await stage.openWindow();
    await second.openView('Guardrail');
    await second.group(/^To Do\d/).waitFor();
    await first.settled();
    await second.settled();
  });
  afterAll(() => second?.close());

  it('share one daemon and show the same', async () => {
    expect(stage.organization.daemons()).toHaveLength(1);
    await expect.poll(() => counts(second)).toBe(await counts(first));
  });

  it('both see a review that one of them made', async () => {
    const before = await counts(second);
    await first.runCommand('Guardrail: Move to Review');
    await first.choose(/PAY-\d+/);
    await first.choose(/^Fixed/);
    await first.answer('The rule is gone.', /^Why\?/);
    await expect.poll(() => counts(first)).not.toBe(before);
    await expect.poll(() => counts(second)).toBe(await counts(first));
  });

  it('both continue with a new daemon when theirs is killed, and lose nothing', async () => {
    const before = await counts(first);
    const [killed] = stage.organization.daemons();
    if (killed === undefined) throw new Error('No daemon runs.');
    process.kill(killed, 'SIGKILL');

    await expect.poll(() => stage.organization.daemons().filter((pid) => pid !== killed)).toHaveLength(1);
    for (const window of [first, second]) {
      await expect.poll(() => window.status(/offline/).count()).toBe(0);
      await expect.poll(() => counts(window)).toBe(before);
    }
  });

  it('keep the daemon when one of them closes', async () => {
    // Both windows started a daemon when theirs was killed. The one that did not get the lock may still be ending.
    await expect.poll(() => stage.organization.daemons()).toHaveLength(1);
    const daemons = stage.organization.daemons();
    await second.close();
    await first.runCommand('Guardrail: Refresh');
    await first.notifications.filter({ hasText: /AWS|Jira/ }).waitFor();
    await expect.poll(() => first.notifications.filter({ hasText: /AWS|Jira/ }).count()).toBe(0);
    expect(stage.organization.daemons()).toEqual(daemons);
  });
}
