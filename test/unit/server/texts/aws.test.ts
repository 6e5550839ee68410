import { describe, expect, it } from 'vitest';
import { note, noteOf } from '../../../../daemon/domain/problems/note.ts';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../../../daemon/server/texts/say.ts';

describe('a problem of AWS', () => {
  it('names the caller that was denied, and the missing permission', () => {
    const denied = problem('aws-access-denied', {
      permission: 'config:SelectResourceConfig',
      account: '111122223333',
      region: 'eu-west-1',
    });
    expect(sayProblem(denied, 'en')).toBe(
      'AWS denies config:SelectResourceConfig (111122223333, eu-west-1). Ask your administrator for the permission config:SelectResourceConfig.',
    );
    expect(sayProblem(denied, 'ja')).toBe(
      'AWS が config:SelectResourceConfig を拒否しました (111122223333, eu-west-1)。管理者に権限 config:SelectResourceConfig を依頼してください。',
    );
  });

  it('shows the configuration to write if an account may not read the organization', () => {
    const permission = 'organizations:ListRoots';
    const denied = problem('aws-access-denied', { permission, caller: '111122223333' });
    for (const locale of ['en', 'ja'] as const)
      expect(sayProblem(denied, locale)).toContain("accounts: [{id: '111122223333'}]");
  });

  it('names the command that signs the profile in', () => {
    const expired = problem('aws-session-expired', { profile: 'shop', command: 'login' });
    for (const locale of ['en', 'ja'] as const)
      expect(sayProblem(expired, locale)).toContain('`aws login --profile shop`');
  });

  it('offers similar names', () => {
    const unknown = problem('team-unknown', { team: 'Serach', near: ['Search'] });
    expect(sayProblem(unknown, 'en')).toContain('Did you mean: Search?');
    expect(sayProblem(unknown, 'ja')).toContain('次の名前ではありませんか: Search。');
  });
});

describe('a note about reading AWS', () => {
  it('contains its reason in the same language', () => {
    const reason = noteOf(problem('aws-throttled', { service: 'config' }));
    expect(sayNote(note('recorder-unknown', { reason }), 'en')).toMatch(
      /^It is not known whether AWS Config records here: AWS limits the rate of calls to config/,
    );
    expect(sayNote(note('recorder-unknown', { reason }), 'ja')).toMatch(
      /不明です: AWS が config の呼び出し頻度/,
    );
  });

  it('names at most three resource types', () => {
    expect(sayNote(note('recorder-excludes', { types: ['A', 'B', 'C', 'D'] }), 'en')).toContain(
      '(A, B, C, …)',
    );
  });

  it.each([
    [note('config-read-by-rule', { accounts: ['111122223333'] }), 'let the recorder record this type.'],
    [note('recorder-excludes', { types: ['A'] }), 'let the recorder record it.'],
    [note('recorder-limited', { typeCount: 2 }), 'let the recorder record their types.'],
    [note('guardduty-off', {}), 'Enable it, or leave the region out of `regions`.'],
    [note('guardduty-administrator-off', { caller: '111122223333' }), 'delegated administrator.'],
    [
      note('templates-denied', { operations: ['GetTemplate'], accounts: ['111122223333'] }),
      'say in a .guardrail.yaml which stack a template is deployed as.',
    ],
  ])('ends with what the user can do: $code', (each, step) => {
    expect(sayNote(each, 'en').endsWith(step)).toBe(true);
    expect(sayNote(each, 'ja')).toMatch(/してください。$|書いてください。$/);
  });
});
