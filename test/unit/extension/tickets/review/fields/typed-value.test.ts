import { describe, expect, it } from 'vitest';
import { FieldDrafts } from '../../../../../../extension/tickets/review/fields/field-drafts.ts';
import { typedValue } from '../../../../../../webview/finding/protocol.ts';

describe('a typed value', () => {
  const typed = (control: Parameters<typeof typedValue>[0]['control'], text: string, required = true) => {
    const result = typedValue({ control, required }, text);
    return result.ok ? result.value : result.fault;
  };
  it.each([
    ['text', ' a ', 'a'],
    ['text', ' ', 'missing'],
    ['number', '2.5', '2.5'],
    ['number', '2,5', 'number'],
    ['number', '２．５', '2.5'],
    ['date', '２０２６-１１-３０', '2026-11-30'],
    ['date', '2026-11-30', '2026-11-30'],
    ['date', '2026-11-31', 'date'],
    ['datetime', '2026-11-30', 'datetime'],
    ['datetime', '2026-11-31 09:00', 'datetime'],
    ['labels', 'aws  urgent', ['aws', 'urgent']],
  ] as const)('of a %s: %j', (control, text, expected) => {
    expect(typed(control, text)).toEqual(expected);
  });

  it('may be empty if Jira does not require it', () => {
    expect(typed('date', '', false)).toBe('');
  });

  it('of a time is local, and sent as a moment', () => {
    expect(typed('datetime', '2026-11-30 09:00')).toBe(new Date('2026-11-30T09:00').toISOString());
  });
});

describe('the fields that were given', () => {
  const memory = (kept?: unknown) => {
    const store = new Map<string, unknown>(kept === undefined ? [] : [['reviewFieldDrafts', kept]]);
    return {
      get: (key: string) => store.get(key),
      update: async (key: string, value: unknown) => void store.set(key, value),
    };
  };

  it('outlive the window, until they are sent', () => {
    const store = memory();
    new FieldDrafts(store).write('APP-1', { customfield_1: { value: ['1'], shown: 'Human error' } });
    const later = new FieldDrafts(store);
    expect(later.of('APP-1')).toEqual({ customfield_1: { value: ['1'], shown: 'Human error' } });
    later.clear('APP-1');
    expect(new FieldDrafts(store).of('APP-1')).toBeUndefined();
  });

  it('of the oldest tickets are dropped', () => {
    const drafts = new FieldDrafts(memory());
    for (let index = 0; index < 60; index++) drafts.write(`APP-${index}`, { a: { value: String(index) } });
    expect(drafts.of('APP-9')).toBeUndefined();
    expect(drafts.of('APP-10')).toBeDefined();
  });

  it('are read without what has another form', () => {
    const kept = { 'APP-1': { a: { value: 7 }, b: { value: 'x' }, c: 'no' }, 'APP-2': 'no' };
    const drafts = new FieldDrafts(memory(kept));
    expect(drafts.of('APP-1')).toEqual({ b: { value: 'x' } });
    expect(drafts.of('APP-2')).toEqual({});
  });
});
