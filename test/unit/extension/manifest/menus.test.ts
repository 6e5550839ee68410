import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { PendingReview, UndoableView } from '#protocol/pending-review.ts';
import type { Status } from '#protocol/status.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import { offers, offersOf } from '../../../../extension/tickets/offers.ts';
import { reviewedOf, ticketNow } from '../../../../extension/tickets/review/reviewable.ts';
import { keptContext, rowContext } from '../../../../extension/tickets/row-context.ts';
import { findingView } from '../../../support/finding-view.ts';
import { holds, type WhenContext } from '../../../support/vscode/when-clause.ts';

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group?: string;
}
const manifest = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../../package.json'), 'utf8'),
);
const { commands, menus } = manifest.contributes as {
  commands: { command: string }[];
  menus: Record<'view/item/context' | 'commandPalette', MenuItem[]>;
};
const short = (command: string) => command.replace('guardrail.', '');

/** Returns the commands of a row's context menu, or its buttons, in the order of the manifest. */
function offeredOn(view: string, viewItem: string, extra: WhenContext = {}, inline = false): string[] {
  const context = { view: `guardrail.${view}`, viewItem, isWorkspaceTrusted: true, ...extra };
  const shown = menus['view/item/context']
    .filter(({ group = '' }) => group.startsWith('inline') === inline)
    .filter(({ when }) => holds(when, context))
    .map(({ command }) => short(command));
  expect(new Set(shown).size, `${shown}: a command is offered twice`).toBe(shown.length);
  return shown;
}

const at = '2026-11-28T00:00:00.000Z';
const pending = (changes: Partial<PendingReview> = {}): PendingReview => ({
  ...({ id: 'a1', kind: 'review', state: 'waiting', reason: 'Closed it.', createdAt: at } as const),
  ...changes,
});
const undo: UndoableView = { action: 'a1', kind: 'review', at };
const ticket = (changes: Partial<TicketView> = {}): TicketView => ({
  ...{ key: 'PAY-1', url: 'https://jira.example.com/browse/PAY-1', summary: 'A bucket', status: 'To Do' },
  ...({ state: 'todo', match: 'label' } as const),
  ...changes,
});
/** A finding in a partition without a public console, or with one. */
const { consoleUrl: _, ...bare } = findingView();
const linked = (): FindingView => findingView({ ...(link && { link }) });
const link = {
  ...({ confidence: 'certain', evidence: 'By its tags.' } as const),
  place: { file: '/w/a.yaml', logicalId: 'Bucket', line: 1, column: 0 },
} as FindingView['link'];
const conflict = pending({ state: 'conflict' });

const copy = ['review.copyReason'];
/** Whatever its state, a ticket can be edited. */
const edits = ['ticket.assignToMe', 'ticket.comment', 'ticket.changeDue'];
const onTicket: readonly (readonly [string, Partial<TicketView>, readonly string[]])[] = [
  ['to do', {}, ['finding.review']],
  ['in review', { state: 'review' }, ['ticket.approve', 'ticket.sendBack']],
  ['done', { state: 'done' }, []],
  ['in review, by the user', { state: 'review', undo }, ['ticket.approve', 'ticket.sendBack', 'action.undo']],
  ['done, by the user', { state: 'done', undo }, ['action.undo']],
  [
    'with a review that was never sent',
    { pending: pending(), undo },
    ['action.undo', 'review.withdraw', ...copy],
  ],
  [
    'with a review that was sent in part',
    { pending: pending({ moved: true }) },
    ['review.withdraw', ...copy],
  ],
  [
    'with an approval that waits and has no reason',
    { state: 'review', pending: pending({ kind: 'approve', reason: '' }), undo },
    ['action.undo', 'review.withdraw'],
  ],
  [
    'with a review in conflict',
    { state: 'done', pending: conflict, undo },
    ['review.resolve', 'finding.review', 'action.undo', 'review.withdraw', ...copy],
  ],
  [
    'with an approval in conflict, still in review',
    { state: 'review', pending: pending({ kind: 'approve', state: 'conflict' }) },
    ['review.resolve', 'ticket.approve', 'ticket.sendBack', 'review.withdraw', ...copy],
  ],
  [
    'with an undo in conflict',
    { state: 'done', pending: pending({ kind: 'undo', state: 'conflict', reason: '' }) },
    ['review.resolve', 'review.withdraw'],
  ],
  ['whose finding is probable', { match: 'text' }, ['finding.review', 'ticket.judgeMatch']],
];

describe('the context menu of a row', () => {
  it.each(onTicket)('for a ticket %s offers what can be done', (_, changes, expected) => {
    const made = ticket(changes);
    const untracked = rowContext({ row: 'ticket', ticket: reviewedOf(made) });
    const others = ['ticket.open', ...edits];
    expect(new Set(offeredOn('tickets', untracked))).toEqual(new Set([...expected, ...others]));
    const tracked = rowContext({ row: 'ticket', finding: linked(), ticket: reviewedOf(made) });
    expect(new Set(offeredOn('tickets', tracked))).toEqual(
      new Set([...expected, ...others, 'finding.open', 'finding.openConsole', 'link.choose']),
    );
  });

  it.each(onTicket)('for a finding with a ticket %s offers what can be done', (_, changes, expected) => {
    const made = ticket(changes);
    const ofFinding = { ...made, match: made.match ?? 'label' } as TicketOfFinding;
    const finding = { ...bare, ticket: ofFinding };
    const shown = ticketNow(ofFinding, { findings: new Map(), tickets: new Map([[made.key, made]]) });
    expect(new Set(offeredOn('findings', rowContext({ row: 'finding', finding, ticket: shown })))).toEqual(
      new Set([...expected, ...edits, 'finding.open', 'ticket.open', 'link.choose']),
    );
  });

  it('for a finding without a ticket offers to file one, and its template and console if there are any', () => {
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: bare }))).toEqual([
      'ticket.file',
      'finding.open',
      'link.choose',
    ]);
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: linked() }))).toEqual([
      'ticket.file',
      'finding.goToTemplate',
      'finding.open',
      'finding.openConsole',
      'link.choose',
    ]);
  });

  it('for an action whose ticket is in no list offers no move', () => {
    expect(offeredOn('tickets', keptContext(pending()))).toEqual([
      'review.withdraw',
      'review.copyReason',
      'ticket.open',
    ]);
    expect(offeredOn('tickets', keptContext(conflict))).toEqual([
      'review.resolve',
      'review.withdraw',
      'review.copyReason',
      'ticket.open',
    ]);
  });

  it('for several rows has the commands that work for several, whatever the clicked row is', () => {
    const several = { listMultiSelection: true };
    const row = (changes: Partial<TicketView>) =>
      rowContext({ row: 'ticket', ticket: reviewedOf(ticket(changes)) });
    const acts = ['finding.review', 'ticket.approve', 'ticket.sendBack', ...edits];
    expect(offeredOn('tickets', row({}), several)).toEqual(acts);
    expect(offeredOn('tickets', row({ state: 'done', undo, pending: conflict }), several)).toEqual([
      ...acts,
      'action.undo',
    ]);
    expect(offeredOn('tickets', keptContext(conflict), several)).toEqual([]);
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: bare }), several)).toEqual([]);
  });

  it('for a group has nothing, and for a notice what helps', () => {
    expect(offeredOn('findings', 'group')).toEqual([]);
    expect(offeredOn('tickets', '')).toEqual([]);
    expect(offeredOn('findings', 'notice')).toEqual(['sync', 'coverage', 'openSettings', 'showLog']);
  });

  it('has buttons for the next step alone, and none that writes in Restricted Mode', () => {
    const buttons = (made: TicketView, trusted = true) =>
      offeredOn(
        'tickets',
        rowContext({ row: 'ticket', ticket: reviewedOf(made) }),
        { isWorkspaceTrusted: trusted },
        true,
      );
    expect(buttons(ticket())).toEqual(['finding.review']);
    expect(buttons(ticket({ state: 'review' }))).toEqual(['ticket.approve', 'ticket.sendBack']);
    expect(buttons(ticket({ state: 'done', pending: conflict }))).toEqual([
      'finding.review',
      'review.resolve',
    ]);
    expect(buttons(ticket({ state: 'done' }))).toEqual([]);
    expect(buttons(ticket({ pending: conflict }), false)).toEqual([]);
  });
});

/** Commands that need no finding and no ticket, or that ask Jira themselves. */
const always = [
  ...['sync', 'signIn', 'signOut', 'chooseJiraProject', 'openJira', 'pickProfile', 'coverage'],
  ...['openSettings', 'openConfiguration', 'restartDaemon', 'showLog'],
];

describe('the command palette', () => {
  const read = { ticketsRead: at } as Status;
  /** Returns the commands besides those that it always has. */
  function offeredFor(
    made: readonly TicketView[],
    findings: readonly FindingView[] = [],
    status = read,
  ): string[] {
    const found = offersOf({
      tickets: new Map(made.map((each) => [each.key, each])),
      findings: new Map(findings.map((each) => [each.key, each])),
      status,
    });
    const context: WhenContext = {
      ...Object.fromEntries(offers.map((offer) => [`guardrail.offers.${offer}`, found.has(offer)])),
      'guardrail.ticketsRead': status.ticketsRead !== undefined,
    };
    return menus.commandPalette
      .filter(({ when }) => holds(when, context))
      .map(({ command }) => short(command));
  }

  it('has a rule for each command that needs a subject', () => {
    const ruled = new Set(menus.commandPalette.map(({ command }) => short(command)));
    const free = commands.map(({ command }) => short(command)).filter((command) => !ruled.has(command));
    expect(free.sort()).toEqual([...always].sort());
  });

  it('offers nothing about tickets and findings while the lists are empty', () => {
    expect(offeredFor([])).toEqual([]);
  });

  it('explains a review while the tickets were not read', () => {
    expect(offeredFor([], [], {} as Status)).toEqual(['finding.review']);
  });

  it.each(onTicket)('offers for a ticket %s what its row offers', (_, changes, expected) => {
    expect(new Set(offeredFor([ticket(changes)]))).toEqual(new Set([...expected, ...edits, 'ticket.open']));
  });

  it('offers for a finding what its row offers', () => {
    expect(offeredFor([], [linked()])).toEqual([
      'ticket.file',
      'finding.open',
      'finding.openConsole',
      'link.choose',
      'finding.goToTemplate',
    ]);
  });

  it('offers to withdraw an action whose ticket is in no list', () => {
    const kept = { ...conflict, ticket: 'GONE-1', site: '', url: '', current: true, shown: false };
    expect(offeredFor([], [], { ...read, hiddenReviews: [kept] })).toEqual([
      'review.resolve',
      'review.withdraw',
      'review.copyReason',
    ]);
  });
});
