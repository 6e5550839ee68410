import { beforeAll, describe, expect, it } from 'vitest';
import type { DivergenceCode } from '#protocol/divergence.ts';
import type { Sandbox } from '../../../daemon/sandbox/sandbox.ts';
import { failInAws, fixInAws } from '../../support/sandbox-fixes.ts';
import type { Workbench } from '../../support/vscode/workbench.ts';
import { expectAccessible } from '../accessible.ts';
import type { SharedWindow } from '../shared-window.ts';
import { picture, type Stage, shoot } from '../stage.ts';

type Found = Awaited<ReturnType<Stage['findings']>>[number];

/** Findings and tickets that disagree have a place of their own in both trees, and the page says what to do. */
export function divergences(shared: SharedWindow): void {
  const { locale } = shared;
  describe('findings and tickets that disagree', () => {
    const words = {
      en: {
        resolved: /^Resolved, ticket still open\d/,
        reopened: /^Reopened\d/,
        done: /^Done, still failing\d/,
        overdue: /^Overdue\d/,
        todo: /^To Do\d/,
        none: /^No ticket\d/,
        duplicates: /^Duplicates\d/,
        orphans: /^Without a finding\d/,
        open: 'Open Finding',
        next: 'Next step:',
        disagree: 'Finding and ticket disagree',
      },
      ja: {
        resolved: /^解消済み（チケットは未完了）\d/,
        reopened: /^再発・再オープン\d/,
        done: /^完了（AWS では未解消）\d/,
        overdue: /^期限切れ\d/,
        todo: /^作業前\d/,
        none: /^チケットなし\d/,
        duplicates: /^重複\d/,
        orphans: /^検出結果なし\d/,
        open: '検出結果を開く',
        next: '次の対応:',
        disagree: '検出結果とチケットの不一致',
      },
    }[locale];
    let sandbox: Sandbox;
    let stage: Stage;
    let window: Workbench;
    let listed: Found[];

    const nameOf = ({ resource }: Found) => resource.name ?? resource.id;
    const with_ = (code: DivergenceCode) => {
      const found = listed.find(({ divergences }) => divergences?.some((each) => each.code === code));
      if (!found) throw new Error(`No finding is ${code}.`);
      return found;
    };
    const ticketRows = () => window.page.locator('.part.sidebar .pane').nth(1).locator('.monaco-list-row');
    const label = async (row: ReturnType<Workbench['row']>) => (await row.getAttribute('aria-label')) ?? '';

    beforeAll(async () => {
      ({ sandbox, stage, window } = await shared.take(460, { world: { divergences: true } }));
      const open = (await stage.findings()).filter(
        ({ source, ticket, divergences }) => source === 'config' && ticket?.state === 'todo' && !divergences,
      );
      const [resolved, again] = open;
      if (!resolved || !again?.ticket) throw new Error('The sample team has findings to do.');
      // The first fix stays; the other one does not last, and its ticket was done in between.
      fixInAws(sandbox, resolved);
      fixInAws(sandbox, again);
      await stage.organization.command('sync');
      sandbox.jira.others.edit(again.ticket.key, { status: 'done' });
      await stage.organization.command('sync');
      failInAws(sandbox, again);
      await stage.organization.command('sync');
      listed = await stage.findings();
      await window.group(words.reopened).waitFor();
      await window.settled();
    });

    it('are in groups that come first, with counts; what is overdue is the first part of what is to do', async () => {
      const texts = await window.page
        .locator('.part.sidebar .pane')
        .first()
        .locator('.monaco-list-row[aria-level="1"]')
        .allTextContents();
      expect(texts[0]).toMatch(words.resolved);
      expect(texts[1]).toMatch(words.reopened);
      expect(texts[2]).toMatch(words.done);
      expect(texts[3]).toMatch(words.todo);
      await window.group(words.overdue).waitFor();
      await shoot(window, `divergences-${locale}`);
    });

    it('say in their rows how they disagree, for a screen reader, too, and in the tooltip what to do', async () => {
      const again = with_('reopened');
      const row = window.row(nameOf(again));
      expect(await label(row)).toContain(locale === 'en' ? 'done, still failing' : '完了・未解消');
      if (locale === 'en') await window.tooltipOf(row, again.divergences?.[0]?.next ?? '');
      await window.page.keyboard.press('Escape');
    });

    it('have their reasons and next steps on the page', async () => {
      const row = window.row(nameOf(with_('reopened')));
      await window.pressInRow(row, words.open);
      const frame = await window.pageWith('.divergence');
      const section = frame.getByRole('region', { name: words.disagree });
      expect(await section.getByRole('listitem').count()).toBe(2);
      expect(await section.getByText(words.next).count()).toBe(2);
      if (locale === 'en') await section.getByText('AWS has reported it again since').waitFor();
      await shoot(window, `divergence-page-${locale}`);
      await expectAccessible(stage, frame);
      if (locale === 'en') await picture(window, 'disagreements');
    });

    it('have groups of their own among the tickets: duplicates and those without a finding', async () => {
      // The tickets get the whole side bar.
      await window.page.locator('.part.sidebar .pane-header').first().click();
      const duplicates = ticketRows().filter({ hasText: words.duplicates });
      await window.expand(duplicates);
      const orphans = ticketRows().filter({ hasText: words.orphans });
      await window.expand(orphans);
      const used = with_('duplicate').ticket?.key ?? '';
      await ticketRows()
        .filter({ hasText: locale === 'en' ? `duplicate of ${used}` : `${used} の重複` })
        .waitFor();
      expect(await label(duplicates)).toContain('1');
      await shoot(window, `divergence-tickets-${locale}`);
      await window.widenSideBar(300);
      await shoot(window, `divergence-tickets-narrow-${locale}`);
      await window.page.locator('.part.sidebar .pane-header').first().click();
      await window.group(words.overdue).waitFor();
      await shoot(window, `divergences-narrow-${locale}`);
    });
  });
}
