import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../../../extension/findings/list/kept-choice.ts';
import { LastLook } from '../../../../../extension/findings/list/last-look.ts';

const standard = { groupBy: 'state', order: 'urgency', filter: {} };

describe('the choice of a list that VS Code kept', () => {
  it('is used as it was made', () => {
    const chosen = {
      groupBy: 'rule',
      order: 'oldest',
      filter: {
        ...{ severities: ['critical'], states: ['todo'], accounts: ['111122223333'], rules: ['a-rule'] },
        ...{ text: 'logs', mine: true, isNew: true },
      },
    };
    expect(readChoice(chosen)).toEqual(chosen);
  });

  it.each([
    [undefined],
    [null],
    ['state'],
    [[]],
    [{ groupBy: 'stack', order: 1, filter: 'x' }],
    [{ filter: { severities: 'critical', states: [3], accounts: [{}], rules: {}, text: 3, mine: 'yes' } }],
    [
      {
        filter: {
          severities: ['worst'],
          text: 'x'.repeat(201),
          accounts: ['1'.repeat(65)],
          isNew: 1,
          more: 1,
        },
      },
    ],
  ])('is the usual one where it is damaged: %j', (kept) => {
    expect(readChoice(kept)).toEqual(standard);
  });

  it('keeps the parts that are right', () => {
    const kept = {
      groupBy: 'due',
      order: 'by-luck',
      filter: { severities: ['low', 4], text: 'logs', mine: 0 },
    };
    const filter = { severities: ['low'], text: 'logs' };
    expect(readChoice(kept)).toEqual({ groupBy: 'due', order: 'urgency', filter });
  });
});

it.each([
  ['2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
  ['yesterday', undefined],
  [12, undefined],
  [{}, undefined],
  ['x'.repeat(60), undefined],
])('the last look %j is %j', (kept, since) => {
  const memento = { get: () => kept, update: async () => {}, keys: () => [] };
  expect(new LastLook(memento as never).since).toBe(since);
});

describe('a look at the findings', () => {
  const openLook = () => {
    const kept: Record<string, unknown> = {};
    const update = async (key: string, value: unknown) => Object.assign(kept, { [key]: value });
    return { kept, look: new LastLook({ get: () => undefined, update, keys: () => [] } as never) };
  };
  const now = new Date('2026-11-30T10:10:00.000Z');

  it('shows what AWS had at the last sync run: what fails since then is new', () => {
    const { kept, look } = openLook();
    look.lookedAway(now, '2026-11-30T10:05:00.000Z');
    expect(look.since).toBe('2026-11-30T10:05:00.000Z');
    expect(kept).toEqual({ 'guardrail.lastLook': look.since });
    // The clock of another machine, whose daemon this window uses, may be ahead.
    look.lookedAway(now, '2026-11-30T10:20:00.000Z');
    expect(look.since).toBe(now.toISOString());
  });

  it('does not count before the first sync run has ended', () => {
    const { kept, look } = openLook();
    look.looking(now, undefined);
    look.lookedAway(now, undefined);
    expect([look.since, kept]).toEqual([undefined, {}]);
    look.looking(now, '2026-11-30T10:10:00.000Z');
    expect(kept).toEqual({ 'guardrail.lastLook': '2026-11-30T10:10:00.000Z' });
  });
});
