import { describe, expect, it } from 'vitest';
import { maxDraftUtf16Units, readFromPage, readPageState } from '../../../../webview/finding/protocol.ts';

describe('a message of a page', () => {
  it.each(['ready', 'goToTemplate', 'chooseLink', 'openTicket', 'openConsole'])('may be %s', (kind) => {
    expect(readFromPage({ kind, more: 'is dropped' })).toEqual({ kind });
  });

  it('may be a review with the terms of its outcome and a reason', () => {
    const terms = { outcome: 'intended', until: '2027-01-31' };
    const review = { kind: 'review', terms, reason: 'A public website.' };
    expect(readFromPage({ ...review, ticket: 'OTHER-1' })).toEqual({ ...review, reply: {} });
    const ofOthers = { ...review, terms: { outcome: 'not-ours', team: 'Platform' }, reason: 'Theirs.' };
    expect(readFromPage({ ...ofOthers, terms: { ...ofOthers.terms, until: 7 } })).toEqual({
      ...ofOthers,
      reply: {},
    });
  });

  it('may answer what Jira asks for, without what has another shape or is too long', () => {
    const reply = {
      transition: '21',
      fields: {
        cause: { value: '1', shown: 'Configuration' },
        people: { value: ['a', 'b'], shown: 'Sato, Aiko、Rei', names: ['Sato, Aiko', 'Rei'] },
      },
      via: ['51'],
    };
    const review = { kind: 'review', terms: { outcome: 'fixed' }, reason: 'Closed.', reply, patch: 'c0ffee' };
    expect(readFromPage(review)).toEqual(review);
    const huge = { value: 'x'.repeat(50_000) };
    const broken = {
      transition: 7,
      fields: { cause: huge, other: { value: 7 }, sound: { value: '1' } },
      via: [''],
    };
    expect(readFromPage({ ...review, reply: broken })).toEqual({
      ...review,
      reply: { fields: { sound: { value: '1' } } },
    });
    expect(readFromPage({ kind: 'findUsers', search: 1, field: 'reviewer', query: 'x'.repeat(999) })).toEqual(
      {
        ...{ kind: 'findUsers', search: 1, field: 'reviewer' },
        query: 'x'.repeat(255),
      },
    );
  });

  it.each([
    ['a missing one', ['Aiko']],
    ['no text', ['Aiko', 7]],
    ['a long one', ['Aiko', 'x'.repeat(1_001)]],
    ['no list', 'Aiko, Rei'],
  ])('has no names of people if there is %s', (_what, names) => {
    const reply = { fields: { people: { value: ['a', 'b'], names } } };
    const review = { kind: 'review', terms: { outcome: 'fixed' }, reason: 'Closed.' };
    expect(readFromPage({ ...review, reply })).toEqual({
      ...review,
      reply: { fields: { people: { value: ['a', 'b'] } } },
    });
  });

  it.each([
    [{ kind: 'findUsers', search: '1', field: 'reviewer', query: '' }],
    [{ kind: 'chooseMove', transition: '' }],
    [undefined],
    [null],
    ['ready'],
    [{ kind: 'run', command: 'rm' }],
    [{ kind: 'review', terms: { outcome: 'done' }, reason: 'x' }],
    [{ kind: 'review', terms: { outcome: 'fixed' }, reason: 7 }],
    [{ kind: 'review', terms: 'fixed', reason: 'x' }],
    [{ kind: 'review', outcome: 'fixed', reason: 'x' }],
    [{ kind: 'draft', draft: { outcome: 'fixed', reason: 'x' } }],
    [{ kind: 'draft', draft: { outcome: 'fixed', reason: 'x', at: Number.NaN } }],
    [{ kind: 'copyReason' }],
  ])('is dropped if it is %j', (message) => {
    expect(readFromPage(message)).toBeUndefined();
  });
});

describe('the kept state of a page', () => {
  const draft = {
    ...{ outcome: 'intended', until: '2027-01-31', reason: 'A public website.' },
    ...{ transition: '21', step: '51', fields: { cause: { value: '1' } }, at: 5 },
  };

  it('names its finding and has draft and scroll position', () => {
    const state = { finding: 'key', ticket: 'PAY-1', draft, scroll: 120 };
    expect(readPageState({ ...state, more: 'is dropped' })).toEqual(state);
  });

  it('keeps its valid parts, within limits', () => {
    expect(readPageState({ finding: 'key', draft: { outcome: 'done' }, scroll: 'far' })).toEqual({
      finding: 'key',
    });
    const huge = 'x'.repeat(1_000_000);
    const long = readPageState({ finding: 'key', draft: { ...draft, reason: huge, team: huge } })?.draft;
    expect(long?.reason).toHaveLength(maxDraftUtf16Units);
    expect(long?.team).toHaveLength(1_000);
  });

  it.each([[undefined], [null], ['key'], [{}], [{ finding: '' }], [{ finding: 7 }]])(
    'is ignored in %j',
    (kept) => {
      expect(readPageState(kept)).toBeUndefined();
    },
  );
});

it('attaches changes only to a review of what is fixed', () => {
  const review = { kind: 'review', reason: 'Closed.', patch: 'c0ffee' };
  expect(readFromPage({ ...review, terms: { outcome: 'fixed' } })).toMatchObject({ patch: 'c0ffee' });
  for (const other of [{ terms: { outcome: 'intended' } }, { terms: { outcome: 'fixed' }, patch: true }])
    expect(readFromPage({ ...review, ...other })).not.toHaveProperty('patch');
  expect(readFromPage({ kind: 'readChanges', more: 1 })).toEqual({ kind: 'readChanges' });
});

it('takes only lines that exist, facts that the page shows, and actions that it has', () => {
  expect(readFromPage({ kind: 'openLine', line: 12 })).toEqual({ kind: 'openLine', line: 12 });
  for (const line of [-1, 1.5, '12', Number.NaN, 1e12])
    expect(readFromPage({ kind: 'openLine', line })).toBeUndefined();
  expect(readFromPage({ kind: 'copy', what: 'arn' })).toEqual({ kind: 'copy', what: 'arn' });
  expect(readFromPage({ kind: 'copy', what: 'token' })).toBeUndefined();
  expect(readFromPage({ kind: 'openRulePage', href: 'https://evil.example' })).toEqual({
    kind: 'openRulePage',
  });
});
