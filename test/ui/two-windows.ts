import { beforeAll, expect, it } from 'vitest';
import type { Workbench } from '../support/vscode/workbench.ts';
import type { Stage } from './stage.ts';

export interface TwoWindows {
  readonly stage: Stage;
  readonly windows: readonly [Workbench, Workbench];
  /** The key of a ticket to do. */
  readonly ticket: string;
}

/** Two windows of one person, which are open. At the end, the second one is closed. */
export function twoWindows(open: () => TwoWindows): void {
  let stage: Stage;
  let first: Workbench;
  let second: Workbench;
  let ticket: string;
  /** Of the tickets: the findings may be in other groups. */
  const counts = (window: Workbench) =>
    window.page
      .locator('.part.sidebar .pane')
      .nth(1)
      .locator('.monaco-list-row', { hasText: /^To Do\d/ })
      .textContent();

  beforeAll(async () => {
    ({
      stage,
      windows: [first, second],
      ticket,
    } = open());
    for (const window of [first, second]) {
      await window.runCommand('View: Close All Editors');
      await window.clearNotifications();
      await window.settled();
    }
  });

  it('share one daemon and show the same', async () => {
    expect(stage.organization.daemons()).toHaveLength(1);
    await expect.poll(() => counts(second)).toBe(await counts(first));
  });

  it('both see a review that one of them made', async () => {
    const before = await counts(second);
    await first.runCommand('Guardrail: Move to Review');
    await first.find(ticket);
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
