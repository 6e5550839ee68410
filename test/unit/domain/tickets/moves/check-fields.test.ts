import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import { checkFields } from '../../../../../daemon/domain/tickets/moves/check-fields.ts';
import { checkValue } from '../../../../../daemon/domain/tickets/moves/field-value.ts';
import type { FieldControl, FieldEntries } from '../../../../../daemon/protocol/move-fields.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, requiredField } from '../../../../support/ticket-builder.ts';

const ticket = buildTicket();
const cause = requiredField('Root cause', {
  id: 'customfield_1',
  control: 'select',
  options: [
    { id: '10', label: 'Human error' },
    { id: '11', label: '設定ミス' },
  ],
});
const reviewer = requiredField('Reviewer', { id: 'customfield_2', control: 'user' });
const points = { ...requiredField('Points', { id: 'customfield_3', control: 'number' }), required: false };
const move = buildTransition({ fields: [cause, reviewer, points] });

const check = (filled: FieldEntries, transition = move) => checkFields(ticket, transition, filled, {});
function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem');
}

describe('the fields of a move', () => {
  it('are named by their id or their name, and their options by id or label', () => {
    const sent = [
      { id: 'customfield_1', control: 'select', value: '11' },
      { id: 'customfield_2', control: 'user', value: 'u1' },
    ];
    expect(check({ customfield_1: { value: '11' }, customfield_2: { value: 'u1' } })).toEqual(sent);
    expect(check({ 'root  CAUSE': { value: ' 設定ミス ' }, Reviewer: { value: 'u1' } })).toEqual(sent);
  });

  it('that are missing are named with their values, and the move comes with the problem', () => {
    const problem = problemOf(() => check({ Reviewer: { value: 'u1' }, 'Root cause': { value: ' ' } }));
    expect(problem.code).toBe('move-needs-fields');
    expect(problem.details.move?.fields).toEqual(move.fields);
    expect(problem.details.faults).toMatchObject([{ id: 'customfield_1', fault: 'missing' }]);
    expect(sayProblem(problem, 'en')).toContain('"Root cause" (one of Human error, 設定ミス)');
    expect(sayProblem(problem, 'ja')).toContain('「Root cause」（次から 1 つ: Human error、設定ミス）');
  });

  it('that Jira fills in itself are not asked for', () => {
    const filledIn = buildTransition({ fields: [{ ...cause, hasDefault: true }] });
    expect(check({}, filledIn)).toEqual([]);
  });

  it('that do not fit are all named in one problem', () => {
    const problem = problemOf(() =>
      check({ customfield_1: { value: 'No such' }, Points: { value: 'many' }, Sprint: { value: '4' } }),
    );
    expect(problem.code).toBe('fields-invalid');
    expect(problem.details.faults?.map(({ id, fault }) => [id, fault])).toEqual([
      ['Sprint', 'unknown'],
      ['customfield_1', 'not-allowed'],
      ['customfield_3', 'number'],
    ]);
    expect(sayProblem(problem, 'en')).toContain('Choose from: Human error, 設定ミス.');
  });

  it('that Guardrail cannot fill in are finished in Jira', () => {
    const sprint = requiredField('Sprint', { control: 'unsupported', type: 'gh-sprint' });
    const problem = problemOf(() => check({}, buildTransition({ fields: [sprint] })));
    expect(sayProblem(problem, 'en')).toContain('cannot fill in "Sprint". Open APP-1 in Jira');
    expect(sayProblem(problem, 'ja')).toContain('「Sprint」は Guardrail では入力できません');
  });
});

describe('a value', () => {
  const options = [{ id: '1', label: 'Network', children: [{ id: '11', label: 'VPC' }] }];
  const checkedValue = (control: FieldControl, value: string | readonly string[]) => {
    const checked = checkValue(requiredField('Field', { control, options }), value);
    return checked.ok ? checked.value : checked.fault;
  };
  it.each([
    ['text', 'a', 'a'],
    ['text', 'x'.repeat(256), 'too-long'],
    ['text', ['a', 'b'], 'too-many'],
    ['textarea', ' two\nlines ', 'two\nlines'],
    ['textarea', 'x'.repeat(32_768), 'too-long'],
    ['number', '-2.5', '-2.5'],
    ['number', '1e999', 'number'],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-30', 'date'],
    ['date', '30.11.2026', 'date'],
    ['datetime', '2026-12-01T09:00:00+09:00', '2026-12-01T09:00:00+09:00'],
    ['datetime', '2026-12-01T09:00', 'datetime'],
    ['datetime', '2026-12-41T09:00Z', 'datetime'],
    ['select', 'network', '1'],
    ['select', '2', 'not-allowed'],
    ['multi-select', ['1', 'Network'], ['1']],
    ['multi-select', 'Network', ['1']],
    ['multi-select', ['1', '2'], 'not-allowed'],
    ['cascading', ['Network', 'VPC'], ['1', '11']],
    ['cascading', 'Network', ['1']],
    ['cascading', ['Network', 'S3'], 'not-allowed'],
    ['labels', ['aws', 'urgent'], ['aws', 'urgent']],
    ['labels', ['two words'], 'label'],
    ['users', ['u1', 'u2'], ['u1', 'u2']],
    ['users', Array.from({ length: 101 }, (_, index) => `u${index}`), 'too-many'],
    ['unsupported', 'a', 'unsupported'],
  ] as const)('of a %s: %j', (control, value, expected) => {
    expect(checkedValue(control, value)).toEqual(expected);
  });
});
