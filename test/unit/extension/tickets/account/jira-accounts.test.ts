import { describe, expect, it } from 'vitest';
import {
  nameOfSignIn,
  parseSignIns,
  signInFor,
  withoutSite,
  withSignIn,
} from '../../../../../extension/tickets/account/jira-accounts.ts';

const [one, other] = [
  { site: 'https://one.atlassian.net', token: 't1', name: 'Aki Sato', email: 'aki@example.com' },
  { site: 'https://jira.example.com/jira', token: 't2', name: 'Sato' },
];

describe('the sign-ins to Jira', () => {
  it('are read as they are stored, also by an earlier version, and damaged ones are left out', () => {
    expect(parseSignIns(JSON.stringify([one, other]))).toEqual([one, other]);
    expect(parseSignIns('{"site":"https://a.example","token":"t"}')).toEqual([
      { site: 'https://a.example', token: 't' },
    ]);
    for (const damaged of [undefined, '', '[', 'null', '[1]', '{"site":"https://a.example"}'])
      expect(parseSignIns(damaged)).toEqual([]);
    expect(parseSignIns(JSON.stringify([one, { site: 1, token: 't' }]))).toEqual([one]);
  });

  it('are one for each site, the last one last, and not without an end', () => {
    const again = { ...one, token: 't3', site: `${one.site}/` };
    expect(withSignIn([one, other], again)).toEqual([other, again]);
    const many = Array.from({ length: 12 }, (_, index) => ({ site: `https://${index}.example`, token: 't' }));
    expect(many.reduce(withSignIn, []).map(({ site }) => site)).toEqual(
      many.slice(2).map(({ site }) => site),
    );
  });

  it('follow the site of the settings', () => {
    expect(signInFor([one, other], 'https://one.atlassian.net/')).toBe(one);
    expect(signInFor([one, other], '')).toBe(other);
    expect(signInFor([one], 'https://elsewhere.example')).toBe(one);
    expect(signInFor([], 'https://one.atlassian.net')).toBeUndefined();
  });

  it('are forgotten one by one', () => {
    expect(withoutSite([one, other], one.site)).toEqual([other]);
    expect(withoutSite([one, other], 'https://jira.example.com')).toEqual([one, other]);
  });

  it('are named by person and host', () => {
    expect(nameOfSignIn(one)).toBe('Aki Sato – one.atlassian.net');
    expect(nameOfSignIn({ site: 'https://a.example', token: 't' })).toBe('a.example');
  });
});
