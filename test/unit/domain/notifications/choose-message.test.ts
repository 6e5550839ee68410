import { describe, expect, it } from 'vitest';
import type { DigestCounts, WindowState } from '#protocol/notifications.ts';
import { type ChooseInput, chooseMessage } from '../../../../daemon/domain/notifications/choose-message.ts';
import type { Happening } from '../../../../daemon/domain/notifications/happening.ts';

interface Named extends WindowState {
  readonly name: string;
}
const windowOf = (name: string, changes: Partial<WindowState> = {}): Named => ({
  name,
  ...{ focused: false, kinds: ['critical', 'sent-back', 'conflict', 'digest'] },
  ...{ digestTime: '09:00', timeZone: 'UTC' },
  ...changes,
});
const conflict = (id: string): Happening => ({ kind: 'conflict', id, ticket: { key: id, summary: '' } });
const sentBack = (id: string): Happening => ({ kind: 'sent-back', id, ticket: { key: id, summary: '' } });
const some: DigestCounts = { due: 1, overdue: 2, sentBack: 0, fresh: 0 };
const none: DigestCounts = { due: 0, overdue: 0, sentBack: 0, fresh: 0 };
const choose = (changes: Partial<ChooseInput<Named>>) =>
  chooseMessage({
    ...{ now: new Date('2026-11-29T10:00:00Z'), windows: [windowOf('first')], happenings: [] },
    ...{ lastDigest: '2026-11-29T09:00:00Z', digest: () => some },
    ...changes,
  });

describe('the window that says something', () => {
  it('is the first one that wants to hear of it', () => {
    const windows = [windowOf('first', { kinds: ['digest'] }), windowOf('second'), windowOf('third')];
    expect(choose({ windows, happenings: [conflict('a')] })).toMatchObject({ window: { name: 'second' } });
  });

  it('says several of one kind in one message', () => {
    const chosen = choose({ happenings: [conflict('a'), sentBack('b'), conflict('c')] });
    expect(chosen).toMatchObject({ message: { kind: 'conflict', about: [{ id: 'a' }, { id: 'c' }] } });
  });

  it('says nothing while its clock is in the quiet hours, and another one does', () => {
    const asleep = windowOf('asleep', { quietHours: '19:00-08:30', timeZone: 'Asia/Tokyo' });
    expect(choose({ windows: [asleep], happenings: [conflict('a')] })).toBeUndefined();
    const chosen = choose({ windows: [asleep, windowOf('awake')], happenings: [conflict('a')] });
    expect(chosen).toMatchObject({ window: { name: 'awake' } });
  });

  it('leaves out what no window wants to hear', () => {
    const windows = [windowOf('first', { kinds: [] })];
    expect(choose({ windows, happenings: [conflict('a')] })).toEqual({ unwanted: [conflict('a')] });
  });

  it('keeps for later what a window that wants it cannot say now', () => {
    const windows = [windowOf('first', { kinds: [] }), windowOf('asleep', { quietHours: '00:00-23:59' })];
    expect(choose({ windows, happenings: [conflict('a')] })).toBeUndefined();
  });
});

describe('a digest', () => {
  const lastDigest = '2026-11-28T09:00:00Z';

  it('comes after everything that has just happened', () => {
    const chosen = choose({ lastDigest, happenings: [sentBack('a')] });
    expect(chosen).toMatchObject({ message: { kind: 'sent-back' } });
    expect(choose({ lastDigest })).toMatchObject({ message: { kind: 'digest', counts: some } });
  });

  it('with nothing to say is not said', () => {
    expect(choose({ lastDigest, digest: () => none })).toEqual({ silentDigest: true });
  });

  it('waits for the end of the quiet hours', () => {
    const windows = [windowOf('first', { quietHours: '19:00-10:30' })];
    expect(choose({ windows, lastDigest })).toBeUndefined();
    const now = new Date('2026-11-29T10:30:00Z');
    expect(choose({ windows, lastDigest, now })).toMatchObject({ message: { kind: 'digest' } });
  });

  it('that no window wants is not said', () => {
    expect(choose({ windows: [windowOf('first', { kinds: ['critical'] })], lastDigest })).toBeUndefined();
  });
});
