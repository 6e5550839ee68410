import { describe, expect, it } from 'vitest';
import { isConfiguredName, stateOf } from '../../../../daemon/domain/tickets/state.ts';
import type { TicketStatus } from '../../../../daemon/domain/tickets/ticket.ts';

const status = (name: string, category: TicketStatus['category']): TicketStatus => ({
  id: '9',
  name,
  category,
});

describe('the state of a ticket', () => {
  it.each([
    ['To Do', 'new', 'todo'],
    ['未対応', 'new', 'todo'],
    ['In Progress', 'indeterminate', 'todo'],
    ['In Review', 'indeterminate', 'review'],
    ['レビュー中', 'indeterminate', 'review'],
    ['レビュー待ち', 'new', 'review'],
    ['完了', 'done', 'done'],
  ] as const)('reads %s (%s) as %s', (name, category, state) => {
    expect(stateOf(status(name, category), {})).toBe(state);
  });

  it.each([
    ['Planned', 'new', 'todo'],
    ['Somewhere', 'indeterminate', 'todo'],
    ['Rejected', 'done', 'done'],
    ['Odd', 'undefined', 'todo'],
  ] as const)('uses the category if %s does not name a state (%s)', (name, category, state) => {
    expect(stateOf(status(name, category), {})).toBe(state);
  });

  it('uses the site’s own names first, before usual names and the category', () => {
    const names = { review: ['done', 'security check'], todo: ['in review'] };
    expect(stateOf(status('Done', 'done'), names)).toBe('review');
    expect(stateOf(status('Security Check', 'indeterminate'), names)).toBe('review');
    expect(stateOf(status('In Review', 'indeterminate'), names)).toBe('todo');
  });

  it.each([
    'Code Review',
    'Peer review',
    'In-Review',
    'Security Review (L2)',
    'Ready for Code Review',
    'Needs Review',
    'To be reviewed',
    'Being reviewed',
    'PR Reviews',
    'コードレビュー中',
    'セキュリティ確認待ち',
    '審査中',
    'レビュー依頼中',
    '审核中',
    '代码评审',
    '待审查',
    '審核中',
    '검토 중',
    '코드 리뷰',
    'In Überprüfung',
    'In Prüfung',
    'Wird geprüft',
    'In beoordeling',
    'En révision',
    'En cours de revue',
    'À relire',
    'En revisión',
    'Pendiente de revisión',
    'Em revisão',
    'Revisão',
    'In revisione',
    'W trakcie przeglądu',
    'На проверке',
    'Код-ревью',
    'İncelemede',
    'Under granskning',
  ])('recognizes "%s" as a review in any category of open work', (name) => {
    expect(stateOf(status(name, 'indeterminate'), {})).toBe('review');
    expect(stateOf(status(name, 'new'), {})).toBe('review');
    expect(stateOf(status(name, 'done'), {})).toBe('done');
  });

  it.each([
    'Reviewed',
    'Review done',
    'Review rejected',
    'Review failed',
    'Review comments',
    'Changes after review',
    'No review needed',
    'Before review',
    'Preview',
    'Interviewing',
    'レビュー指摘対応中',
    'レビュー済み',
    'レビュー差し戻し',
    'レビュー不要',
    'レビュー前',
    '审核不通过',
    '未审核',
    '검토 반려',
    'Review abgeschlossen',
    'Keine Prüfung',
    'Révision refusée',
    'Sin revisión',
    'Revisão rejeitada',
  ])('does not recognize "%s" as a review', (name) => {
    expect(stateOf(status(name, 'indeterminate'), {})).toBe('todo');
  });

  it('reads the name before translation if the translated one is not known', () => {
    const translated = { ...status('Felülvizsgálat', 'indeterminate'), untranslatedName: 'In Review' };
    expect(stateOf(translated, {})).toBe('review');
    expect(stateOf({ ...translated, name: '対応中' }, {})).toBe('todo');
    expect(stateOf(translated, { todo: ['in review'] })).toBe('todo');
  });

  it('ignores case, width and spacing', () => {
    expect(stateOf(status('ＩＮ　ＲＥＶＩＥＷ', 'indeterminate'), {})).toBe('review');
    expect(stateOf(status('ﾚﾋﾞｭｰ中', 'indeterminate'), {})).toBe('review');
    expect(stateOf(status('セキュリティ確認', 'new'), { review: [' セキュリティ確認 '] })).toBe('review');
  });

  it('distinguishes a configured name from a usual one', () => {
    expect(isConfiguredName('Security Check', 'review', { review: ['security check'] })).toBe(true);
    expect(isConfiguredName('In Review', 'review', { review: ['security check'] })).toBe(false);
  });
});

describe('the state of a status that was asked for before', () => {
  it('depends on the names that are in use, and on every part of the status', () => {
    const status = { id: '7', name: 'Accepted', category: 'indeterminate' } as const;
    const done = { done: ['Accepted'] };
    expect([stateOf(status, {}), stateOf(status, done), stateOf(status, done)]).toEqual([
      'todo',
      'done',
      'done',
    ]);
    expect(stateOf({ ...status, category: 'done' }, {})).toBe('done');
    expect(stateOf({ ...status, untranslatedName: 'In Review' }, {})).toBe('review');
    const columns = { ofColumns: new Map([['7', 'review'] as const]) };
    expect([stateOf(status, columns), stateOf({ ...status, id: '8' }, columns)]).toEqual(['review', 'todo']);
  });
});
