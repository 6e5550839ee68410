import { describe, expect, it } from 'vitest';
import { conditionOf, scopeOf } from '../../../../daemon/domain/tickets/selection.ts';

describe('the condition of a JQL text', () => {
  it.each([
    ['component = security', 'component = security'],
    ['  a = 1 order\n BY created DESC, key ', 'a = 1'],
    ['a = "ORDER BY" AND (b = 1 OR c = \'x)\') ORDER BY key', 'a = "ORDER BY" AND (b = 1 OR c = \'x)\')'],
    ['a = "\\") ORDER BY (" ORDER BY b', 'a = "\\") ORDER BY ("'],
    ['"my order by" = 1 AND reorder by = 2', '"my order by" = 1 AND reorder by = 2'],
    ['a = 1 ORDER BY b) OR (c = 2', 'a = 1'],
  ])('of %j is %j', (jql, condition) => {
    expect(conditionOf(jql)).toBe(condition);
  });

  it.each([
    '',
    ' \n',
    'ORDER BY key',
    'a = 1) OR (b = 2',
    '(a = 1',
    '(a = 1 ORDER BY key)',
    'a = "open',
    "a = 'open\\'",
    'a = "x\\',
    `a = ${'x'.repeat(10_000)}`,
  ])('does not exist in %j', (jql) => {
    expect(conditionOf(jql)).toBeUndefined();
  });

  it('is found in linear time, also in a text that is made to be slow', () => {
    expect(conditionOf('order '.repeat(1_600))).toBe('order '.repeat(1_600).trim());
    expect(conditionOf(`${'('.repeat(4_999)}${')'.repeat(4_999)}`)).toBeDefined();
  });
});

describe('the scope of a selection', () => {
  const site = 'https://acme.atlassian.net';
  it('differs if other tickets are read, and only then', () => {
    const selections = [
      {},
      { projects: ['PAY'] },
      { projects: ['PAY', 'SHOP'] },
      { jql: 'a = 1' },
      { jql: 'a = 2' },
      { projects: ['PAY'], jql: 'a = 1' },
      { doneDays: 90 },
      { projects: ['PAY'], doneDays: 30 },
    ];
    expect(new Set(selections.map((selection) => scopeOf(site, selection))).size).toBe(selections.length);
    expect(scopeOf(site, { projects: ['SHOP', 'PAY', 'PAY'] })).toBe(
      scopeOf(site, { projects: ['PAY', 'SHOP'] }),
    );
  });

  it('of one project, or of none, is the one that older stores have', () => {
    expect(scopeOf(site, { projects: ['PAY'] })).toBe(`${site} PAY`);
    expect(scopeOf(site, {})).toBe(site);
  });
});
