import { expect, it } from 'vitest';
import { connectionWarnings } from '../../../../daemon/domain/tickets/connection-warnings.ts';

const site = 'https://jira.example.com/jira';
const now = new Date('2026-11-29T12:00:00.000Z');
const warningsOf = (facts: object) =>
  connectionWarnings(site, { kind: 'data-center', ...facts }, now).map(({ code, facts }) => [code, facts]);

it.each([
  ['2026-12-14T12:00:00.000Z', []],
  ['2026-12-13T11:00:00.000Z', [['jira-token-expires', { site, date: '2026-12-13' }]]],
  ['2026-11-28T00:00:00.000Z', [['jira-token-expires', { site, date: '2026-11-28' }]]],
])('a token that ends at %s', (tokenExpires, expected) => {
  expect(warningsOf({ tokenExpires })).toEqual(expected);
});

it('the warning names the token', () => {
  expect(warningsOf({ tokenExpires: '2026-12-01T00:00:00.000Z', tokenName: 'laptop' })).toEqual([
    ['jira-token-expires', { site, date: '2026-12-01', name: 'laptop' }],
  ]);
});

it.each([
  ['10.3.0', false],
  ['11.0.1', false],
  ['10.2.9', true],
  ['9.12.15', true],
  ['unknown', false],
])('version %s is old: %s', (version, isOld) => {
  expect(warningsOf({ version })).toEqual(isOld ? [['jira-too-old', { site, version }]] : []);
});
