import { beforeAll, describe, expect, it } from 'vitest';
import { labelOf } from '../../../daemon/domain/tickets/label.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { findingToDo, type Stage, shoot } from '../stage.ts';

export function filing(shared: SharedWindow): void {
  describe('a developer whose finding has no ticket', () => {
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let finding: Awaited<ReturnType<typeof findingToDo>>;
    const filed = () => sandbox.world.issues.filter(({ labels }) => labels.includes(labelOf(finding.key)));
    /** The group's number of findings. */
    let before: string | undefined;
    const toDo = async () => /^To Do(\d+)/.exec((await window.group(/^To Do\d/).textContent()) ?? '')?.[1];
    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(300));
      finding = await findingToDo(stage, 'critical');
      const { issues } = sandbox.world;
      issues.splice(
        issues.findIndex(({ key }) => key === finding.ticket.key),
        1,
      );
      before = await toDo();
    });

    it('files one, after looking at its values', async () => {
      await window.runCommand('Guardrail: Refresh');
      await expect.poll(toDo).not.toBe(before);
      await window.settled();
      await window.runCommand('Guardrail: Open Finding');
      await window.find(finding.resource.name ?? finding.resource.id);
      await expectAccessible(stage, await window.pageWith('main header h1'));
      await window.runCommand('Guardrail: File Ticket');
      await window.choose(new RegExp(finding.resource.name ?? finding.resource.id));
      await window.ask.getByText('Send to Jira').first().waitFor();
      await shoot(window, 'filing-values');
      const description = window.ask.locator('.monaco-list-row', { hasText: 'Description' });
      expect(await description.textContent()).not.toMatch(/[\n⏎]/);
      const person = sandbox.world.issues.find(
        ({ key, assignee }) => assignee && key.startsWith('PAY-'),
      )?.assignee;
      if (!person) throw new Error('The sample team has people.');
      await window.choose(/^Assignee/);
      await window.ask.getByText(person.displayName).first().waitFor();
      await window.find(person.displayName);
      await window.ask.getByText('Send to Jira').first().waitFor();
      await shoot(window, 'filing-person');
      await window.choose(/^Send to Jira/);
      await window.notifications.filter({ hasText: /is filed/ }).waitFor();
      await shoot(window, 'filing-done');
      expect(filed()).toEqual([expect.objectContaining({ assignee: person })]);
      await expect.poll(toDo).toBe(before);
    });

    it('hands it over to the team that can fix it', async () => {
      await window.clearNotifications();
      await window.runCommand('Guardrail: Move to Review');
      await window.find(filed()[0]?.key ?? '');
      await window.ask.getByText('Not Ours…').first().waitFor();
      await shoot(window, 'outcomes');
      await window.choose(/^Not Ours/);
      await window.answer('Platform', /^The team that can fix it/);
      await window.answer('The database belongs to them.', /^Why\?/);
      await expect.poll(() => filed()[0]?.status).toBe('review');
      await expect
        .poll(() => JSON.stringify(filed()[0]?.comments.at(-1)?.body))
        .toContain('not ours, but the work of Platform');
    });

    it('files several after one preview, with a result for each', async () => {
      await window.clearNotifications();
      await window.runCommand('View: Close All Editors');
      const { issues } = sandbox.world;
      const all = await stage.findings();
      const nameOf = ({ resource }: (typeof all)[number]) => resource.name ?? resource.id;
      const names = all.map(nameOf);
      const two = all
        .filter(
          ({ severity, ticket }) =>
            severity === 'medium' && ticket?.match === 'label' && ticket.state === 'todo',
        )
        .filter((each) => names.indexOf(nameOf(each)) === names.lastIndexOf(nameOf(each)))
        .slice(0, 2);
      const [first, second] = two;
      if (!first || !second) throw new Error('The sample team has two such tickets.');
      for (const { ticket } of two)
        issues.splice(
          issues.findIndex(({ key }) => key === ticket?.key),
          1,
        );
      await window.runCommand('Guardrail: Refresh');
      // Below those to do: VS Code draws only the rows that fit.
      await window.page.setViewportSize({ width: 1280, height: 2000 });
      await window.raiseTickets(280);
      await window.expand(window.group(/^No ticket\d/));
      await window.settled();

      await window.selectRows(two.map((each) => window.row(nameOf(each))));
      await window.row(nameOf(second)).click({ button: 'right' });
      await window.page.locator('.context-view').getByRole('menuitem', { name: 'File Ticket…' }).hover();
      await window.page.keyboard.press('Enter');
      await window.ask.getByText('File 2 Tickets').first().waitFor();
      await shoot(window, 'filing-several');
      await window.ask.getByRole('button', { name: 'OK' }).click();

      const result = window.notifications.filter({ hasText: '2 of 2 tickets filed' });
      await result.getByRole('button', { name: 'Show Results' }).click();
      await window.ask.locator('.monaco-list-row', { hasText: 'is filed' }).nth(1).waitFor();
      await shoot(window, 'filing-results');
      await window.page.keyboard.press('Escape');
      for (const { key } of two)
        expect(issues.filter(({ labels }) => labels.includes(labelOf(key)))).toHaveLength(1);
    });
  });
}
