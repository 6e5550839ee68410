import { describe, expect, it } from 'vitest';
import { faultsIn } from '../../../../daemon/configuration/file/check.ts';

/** Returns each fault with the text at its place. */
function found(text: string) {
  return faultsIn(text).map(({ span, fault }) => ({ at: text.slice(span.start, span.end), ...fault }));
}

describe('the faults of a configuration file', () => {
  it('do not exist in a file that the daemon can use, or in an empty or commented one', () => {
    expect(found('team: payments\njira:\n  projects: [PAY]\n')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(found('# team: payments\n')).toEqual([]);
  });

  it('are at the key that does not exist, with similar keys of that place', () => {
    expect(
      found('teams: payments\njira:\n  projekt: PAY\naccounts:\n  - id: "111122223333"\n    profil: a\n'),
    ).toEqual([
      { at: 'teams', kind: 'unknown-key', key: 'teams', near: ['team'] },
      { at: 'projekt', kind: 'unknown-key', key: 'projekt', near: ['project', 'projects'] },
      { at: 'profil', kind: 'unknown-key', key: 'profil', near: ['profile'] },
    ]);
  });

  it('are at the value of another form', () => {
    expect(
      found('pollMinutes: 0.5\nregions: [eu-west-1, Ireland]\naccounts:\n  - id: 111122223333\n'),
    ).toEqual([
      { at: '0.5', kind: 'value', expected: { expected: 'at-least', limit: 1 } },
      { at: 'Ireland', kind: 'value', expected: { expected: 'region' } },
      { at: '111122223333', kind: 'value', expected: { expected: 'account' } },
    ]);
  });

  it('are at the key if a whole value is missing or of another type', () => {
    expect(found('accounts:\n  - name: a\nregions: eu-west-1\n')).toEqual([
      expect.objectContaining({ kind: 'value', expected: { expected: 'account' } }),
      { at: 'eu-west-1', kind: 'value', expected: { expected: 'type', type: 'array' } },
    ]);
  });

  it('say that a secret does not belong in the file', () => {
    expect(found('jira:\n  token: abc\n  apiKey: abc\n')).toEqual([
      { at: 'token', kind: 'secret', key: 'token' },
      { at: 'apiKey', kind: 'secret', key: 'apiKey' },
    ]);
  });

  it('are at the line that is not YAML', () => {
    expect(found('team: payments\n  jira: [\n')).toEqual([
      { at: expect.any(String), kind: 'not-yaml', said: expect.any(String) },
    ]);
  });

  it('survive hostile texts', () => {
    for (const text of [
      '[',
      '{{{',
      '- - - -',
      '? a\n: b',
      '&a [*a]',
      '*x',
      '"',
      'a: &x {b: *x}',
      `${'['.repeat(50)}`,
    ])
      expect(faultsIn(text).length, text).toBeGreaterThan(0);
  });
});
