import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueStateOf, localDay } from '#protocol/due.ts';
import type { FindingForPrograms } from '../../daemon/commands/findings.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import { failInAws, fixInAws } from '../support/sandbox-fixes.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';
import { keepPictureOfFailure, type Stage, setStage, shoot } from './stage.ts';
import { twoWindows } from './two-windows.ts';

/** The daemon decides what is worth a notification, and one window shows it. */
describe('notifications', () => {
  let sandbox: Sandbox;
  let stage: Stage;
  let window: Workbench;
  let second: Workbench;
  let findings: FindingForPrograms[];
  keepPictureOfFailure(() => window);
  const sync = () => stage.organization.command('sync').catch(() => {});
  const toast = (text: string | RegExp) => window.notifications.filter({ hasText: text });

  /** Returns one of the findings to do that no other test changes. */
  function medium(index: number) {
    const found = findings.filter(
      ({ severity, ticket }) => severity === 'medium' && ticket?.state === 'todo' && ticket.match === 'label',
    )[index];
    if (!found?.ticket) throw new Error('The sample team has findings to do.');
    return { ...found, ticket: found.ticket };
  }

  /** AWS finds it fixed, and failing again. */
  async function failAgain(finding: FindingForPrograms): Promise<void> {
    fixInAws(sandbox, finding);
    await sync();
    failInAws(sandbox, finding);
    await sync();
  }

  beforeAll(async () => {
    sandbox = await startSmallSandbox();
    stage = await setStage({
      sandbox,
      settings: { 'guardrail.notifications.digestTime': '00:00', 'guardrail.notifications.timeZone': 'UTC' },
      env: { TZ: 'UTC' },
    });
    await sync();
    findings = await stage.findings();
    // The last digest was two days ago.
    const store = openStore(path.join(stage.organization.env.GUARDRAIL_STATE_DIR ?? '', 'guardrail.db'));
    const last = new Date(Date.now() - 2 * 24 * 60 * 60_000).toISOString();
    store.said.put([`digest:${sandbox.hello.team}`], last);
    store.close();
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.group(/^To Do\d/).waitFor();
  });
  afterAll(async () => {
    await second?.close();
    await window?.close();
    await stage?.close();
    await sandbox?.close();
  });

  it('begin the day with exact numbers', async () => {
    const digest = toast('Your findings today:');
    await digest.waitFor();
    const today = localDay(new Date());
    const overdue = findings.filter(({ ticket }) => dueStateOf(ticket, today)?.state === 'overdue').length;
    const due = findings.filter(({ ticket }) => dueStateOf(ticket, today)?.days === 0).length;
    expect(overdue).toBeGreaterThan(0);
    const expected = [`${overdue} overdue`, ...(due > 0 ? [`${due} due today`] : [])].join(', ');
    expect(await digest.textContent()).toContain(`Guardrail: Your findings today: ${expected}`);
    await shoot(window, 'notification-digest');
    await digest.getByRole('button', { name: 'Show Overdue' }).click();
    await window.group(new RegExp(`^Overdue\\s*${overdue}`)).waitFor();
  });

  it('say a new critical finding in one of two windows, with its page', async () => {
    second = await stage.openWindow();
    await second.openView('Guardrail');
    await second.group(/^To Do\d/).waitFor();
    await window.page.bringToFront();
    const [finding] = findings.filter(
      ({ severity, source, ticket }) =>
        severity === 'critical' && source === 'config' && ticket?.state === 'todo',
    );
    if (!finding) throw new Error('The sample team has no critical finding to do.');
    await failAgain(finding);
    const text = `A critical finding fails again: ${finding.title}`;
    const both = [window, second].map((each) => each.notifications.filter({ hasText: text }));
    await expect.poll(async () => (await Promise.all(both.map((each) => each.count()))).join()).toMatch(/1/);
    const shown = (await both[0]?.count()) === 1 ? window : second;
    await shoot(shown, 'notification-critical');
    await shown.notifications.filter({ hasText: text }).getByRole('button', { name: 'Open Finding' }).click();
    await (await shown.pageWith('#details, main')).getByText(finding.title).first().waitFor();
    expect(await Promise.all(both.map((each) => each.count()))).toEqual([0, 0]);
  });

  describe('two windows', () =>
    twoWindows(() => ({ stage, windows: [window, second], ticket: medium(2).ticket.key })));

  it('are turned off by one of them, and on again', async () => {
    const other = findings.filter(
      ({ severity, source, ticket }) =>
        severity === 'critical' && source === 'config' && ticket?.state === 'todo',
    )[1];
    if (!other) throw new Error('The sample team has only one critical finding to do.');
    await window.clearNotifications();
    await failAgain(other);
    const critical = toast('A critical finding fails again');
    await critical.getByRole('button', { name: 'Don’t Show Again' }).click();
    const off = toast('The setting "guardrail.notifications.critical" is off');
    await off.waitFor();
    await shoot(window, 'notification-off');
    await failAgain(other);
    await window.page.waitForTimeout(1_500);
    expect(await critical.count()).toBe(0);
    await off.getByRole('button', { name: 'Undo' }).click();
    await failAgain(other);
    await critical.waitFor();
  });

  it('say that a reviewer sent a review back, with its finding', async () => {
    await window.clearNotifications();
    const { ticket, title } = medium(0);
    await stage.organization.command('review', ticket.key, '--outcome', 'fixed', '--reason', 'Closed.');
    sandbox.jira.others.edit(ticket.key, { status: 'todo' });
    sandbox.jira.others.comment(ticket.key, 'Sent back with Guardrail\nIt is still open.');
    await sync();
    const sentBack = toast(`Your review was sent back: ${ticket.key}`);
    await sentBack.getByRole('button', { name: 'Open Finding' }).click();
    const page = await window.pageWith('main h1');
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText('It is still open.').first().waitFor();
    expect(await sentBack.count()).toBe(0);
  });

  it('say that an action that waited is in conflict, with the way out of it', async () => {
    await window.clearNotifications();
    const { ticket } = medium(1);
    sandbox.jira.faults.unreachable(true);
    await stage.organization
      .command('review', ticket.key, '--outcome', 'fixed', '--reason', 'Closed.')
      .catch(() => {});
    sandbox.jira.others.edit(ticket.key, { status: 'done' });
    sandbox.jira.faults.unreachable(false);
    await sync();
    const conflict = toast(`An action that waited is in conflict with Jira: ${ticket.key}`);
    await shoot(window, 'notification-conflict');
    await conflict.getByRole('button', { name: 'Resolve Conflict…' }).click();
    await window.choose(/^Withdraw/);
    await expect.poll(() => window.group(/^In conflict/).count()).toBe(0);
  });

  it('are not all: a template shows the age of each source', async () => {
    await window.clearNotifications();
    await window.page.keyboard.press('ControlOrMeta+P');
    await window.find('database.yaml');
    await window.page.locator('.tab.active', { hasText: 'database.yaml' }).waitFor();
    await window.page.locator('[id="status.languageStatus"]').hover();
    const shown = window.page.locator('.hover-language-status');
    for (const source of ['AWS Config: ', 'GuardDuty: ', 'Jira: ', 'Templates: '])
      await shown.filter({ hasText: source }).first().waitFor();
    await shoot(window, 'language-status');
  });
});
