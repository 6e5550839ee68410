import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { PendingReview, UndoableView } from '#protocol/pending-review.ts';
import { reviewedOf } from '#protocol/reviewed-ticket.ts';
import type { Status } from '#protocol/status.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import { findingRow } from '../../../../daemon/server/views/finding-row.ts';
import { offersOf } from '../../../../daemon/server/views/offers.ts';
import { ticketNow } from '../../../../extension/tickets/review/reviewable.ts';
import { keptContext, rowContext } from '../../../../extension/tickets/row-context.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';
import { holds, type WhenContext } from '../../../support/vscode/when-clause.ts';

interface MenuItem {
  /** Absent for a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when: string;
  readonly group?: string;
}
const manifest = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../../package.json'), 'utf8'),
);
const { commands, menus } = manifest.contributes as {
  commands: { command: string }[];
  menus: Record<'view/title' | 'view/item/context' | 'commandPalette' | 'guardrail.copy', MenuItem[]>;
};
const short = (command: string) => command.replace('guardrail.', '');

/** Returns the commands of a row's context menu, or its buttons, in the order of the manifest. */
function offeredOn(view: string, viewItem: string, extra: WhenContext = {}, inline = false): string[] {
  const context = { view: `guardrail.${view}`, viewItem, isWorkspaceTrusted: true, ...extra };
  const shown = menus['view/item/context']
    .filter(({ group = '' }) => group.startsWith('inline') === inline)
    .filter(({ when }) => holds(when, context))
    .flatMap(({ command }) => (command === undefined ? [] : short(command)));
  expect(new Set(shown).size, `${shown}: a command is offered twice`).toBe(shown.length);
  return shown;
}

/** Returns the commands of a row's submenu **Copy**; none if the row has no such menu. */
function copiedFrom(view: string, viewItem: string, extra: WhenContext = {}): string[] {
  const context = { view: `guardrail.${view}`, viewItem, ...extra };
  const menu = menus['view/item/context'].find(({ submenu }) => submenu === 'guardrail.copy');
  if (!menu || !holds(menu.when, context)) return [];
  return menus['guardrail.copy']
    .filter(({ when }) => holds(when, context))
    .map(({ command = '' }) => short(command).replace('copy.', ''));
}

const at = '2026-11-28T00:00:00.000Z';
const pending = (changes: Partial<PendingReview> = {}): PendingReview => ({
  ...({ id: 'a1', kind: 'review', state: 'waiting', reason: 'Closed it.', createdAt: at } as const),
  ...changes,
});
/** An action that no ticket of the list shows, on a site in use. */
const kept = (action: PendingReview, url = 'https://jira.example.com/browse/GONE-1') => ({ ...action, url });
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
const copies = ['ticketKey', 'ticketLink', 'arn', 'findingKey', 'markdown'];
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
    const tracked = rowContext({ row: 'ticket', finding: findingRow(linked()), ticket: reviewedOf(made) });
    expect(new Set(offeredOn('tickets', tracked))).toEqual(
      new Set([
        ...expected,
        ...others,
        ...['finding.open', 'findings.reveal', 'finding.openConsole', 'link.choose'],
      ]),
    );
  });

  it.each(onTicket)('for a finding with a ticket %s offers what can be done', (_, changes, expected) => {
    const made = ticket(changes);
    const ofFinding = { ...made, match: made.match ?? 'label' } as TicketOfFinding;
    const finding = { ...bare, ticket: ofFinding };
    const shown = ticketNow(ofFinding, { findings: new Map(), tickets: new Map([[made.key, made]]) });
    expect(
      new Set(
        offeredOn('findings', rowContext({ row: 'finding', finding: findingRow(finding), ticket: shown })),
      ),
    ).toEqual(new Set([...expected, ...edits, 'finding.open', 'ticket.open', 'link.choose']));
  });

  it('for a finding without a ticket offers to file one, and its template and console if there are any', () => {
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: findingRow(bare) }))).toEqual([
      'ticket.file',
      'finding.open',
      'link.choose',
    ]);
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: findingRow(linked()) }))).toEqual([
      'ticket.file',
      'finding.goToTemplate',
      'finding.open',
      'finding.openConsole',
      'link.choose',
    ]);
  });

  it('for an action whose ticket is in no list offers no move', () => {
    expect(offeredOn('tickets', keptContext(kept(pending())))).toEqual([
      'review.withdraw',
      'review.copyReason',
      'ticket.open',
    ]);
    expect(offeredOn('tickets', keptContext(kept(conflict)))).toEqual([
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
    expect(offeredOn('tickets', keptContext(kept(conflict)), several)).toEqual([]);
    expect(offeredOn('findings', rowContext({ row: 'finding', finding: findingRow(bare) }), several)).toEqual(
      ['ticket.file'],
    );
  });

  it('has a submenu with what can be copied of the row', () => {
    const withArn = findingView({
      resource: { type: 'AWS::S3::Bucket', id: 'logs', arn: 'arn:aws:s3:::logs' },
    });
    const made = reviewedOf(ticket());
    expect(copiedFrom('findings', rowContext({ row: 'finding', finding: findingRow(bare) }))).toEqual([
      'findingKey',
      'markdown',
    ]);
    expect(
      copiedFrom('findings', rowContext({ row: 'finding', finding: findingRow(withArn), ticket: made })),
    ).toEqual(copies);
    expect(copiedFrom('tickets', rowContext({ row: 'ticket', ticket: made }))).toEqual([
      'ticketKey',
      'ticketLink',
      'markdown',
    ]);
    expect(
      copiedFrom('tickets', rowContext({ row: 'ticket', ticket: made }), { listMultiSelection: true }),
    ).toEqual(copies);
    expect(copiedFrom('findings', 'group')).toEqual([]);
  });

  it('offers nothing that needs the page of a ticket without one: no Jira site is known', () => {
    const row = rowContext({ row: 'ticket', ticket: reviewedOf(ticket({ url: '' })) });
    expect(offeredOn('tickets', row)).toEqual(['finding.review', ...edits]);
    expect(copiedFrom('tickets', row)).toEqual(['ticketKey', 'markdown']);
    expect(offeredOn('tickets', keptContext(kept(pending(), '')))).toEqual([
      'review.withdraw',
      'review.copyReason',
    ]);
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
  ...['chooseTeam', 'chooseAccounts', 'chooseRegion'],
  ...['openSettings', 'openConfiguration', 'restartDaemon', 'showLog'],
];

describe('the title of a view', () => {
  it('leaves room for its name in a narrow side bar: two buttons, and one more while a filter hides rows', () => {
    const buttons = (view: string, filtered: boolean) =>
      menus['view/title']
        .filter(({ group = '' }) => group.startsWith('navigation'))
        .filter(({ when }) => holds(when, { view, 'guardrail.findings.filtered': filtered }))
        .map(({ command = '' }) => short(command));
    expect(buttons('guardrail.findings', false)).toEqual(['findings.filter', 'sync']);
    expect(buttons('guardrail.findings', true)).toEqual([
      ...['findings.changeFilter', 'findings.clearFilter', 'sync'],
    ]);
    expect(buttons('guardrail.tickets', false)).toEqual(['sync']);
  });
});

describe('the command palette', () => {
  const read = { ticketsRead: at } as Status;
  /** Returns the commands besides those that it always has. */
  function offeredFor(
    made: readonly TicketView[],
    findings: readonly FindingView[] = [],
    status = read,
  ): string[] {
    const found = offersOf(findings, made, status.hiddenReviews ?? []);
    const context: WhenContext = {
      ...Object.fromEntries(found.map((kind) => [`guardrail.offers.${kind}`, true])),
      'guardrail.ticketsRead': status.ticketsRead !== undefined,
    };
    return menus.commandPalette
      .filter(({ when }) => holds(when, context))
      .map(({ command = '' }) => short(command))
      .filter((command) => !['getStarted', 'exploreSample'].includes(command));
  }

  it('has the way into the sample outside of it, and the way out inside', () => {
    const inSample = (sample: boolean) =>
      menus.commandPalette
        .filter(({ command = '' }) => command.endsWith('Sample'))
        .filter(({ when }) => holds(when, { 'guardrail.sample': sample }))
        .map(({ command = '' }) => short(command));
    expect([inSample(false), inSample(true)]).toEqual([['exploreSample'], ['leaveSample']]);
  });

  it('has a rule for each command that needs a subject', () => {
    const ruled = new Set(menus.commandPalette.map(({ command = '' }) => short(command)));
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
      'findings.groupBy',
      'findings.sortBy',
      'findings.filter',
      'ticket.file',
      'copy.findingKey',
      'copy.markdown',
      'findings.reveal',
      'finding.open',
      'finding.openConsole',
      'link.choose',
      'finding.goToTemplate',
    ]);
  });

  it('offers to copy what a finding has, and to open a ticket that has a page', () => {
    const arn = { type: 'AWS::S3::Bucket', id: 'logs', arn: 'arn:aws:s3:::logs' };
    const copied = (finding: FindingView) =>
      offeredFor([], [finding]).flatMap((command) => command.match(/^copy\.(.+)/)?.[1] ?? []);
    expect(copied(findingView({ resource: arn, ticket: ticketOfFinding() }))).toEqual(copies);
    expect(copied(findingView({ resource: arn, ticket: ticketOfFinding({ url: '' }) }))).toEqual(
      copies.filter((part) => part !== 'ticketLink'),
    );
    expect(offeredFor([ticket({ url: '' })])).not.toContain('ticket.open');
  });

  it('offers to withdraw an action whose ticket is in no list', () => {
    const hidden = { ...conflict, ticket: 'GONE-1', site: '', url: '', current: true, shown: false };
    expect(offeredFor([], [], { ...read, hiddenReviews: [hidden] })).toEqual([
      'review.resolve',
      'review.withdraw',
      'review.copyReason',
    ]);
  });
});
