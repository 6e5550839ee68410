import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import { addressOf, ticketPage } from '../../../../daemon/integrations/jira/site.ts';

describe('the site to which a token may be sent', () => {
  it.each([
    ['https://acme.atlassian.net', 'https://acme.atlassian.net'],
    ['https://ACME.atlassian.net/', 'https://acme.atlassian.net'],
    ['https://acme.atlassian.net//', 'https://acme.atlassian.net'],
    ['https://acme.atlassian.net:443///', 'https://acme.atlassian.net'],
    ['https://jira.example.com:8443', 'https://jira.example.com:8443'],
    ['https://jira.example.com:443', 'https://jira.example.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('may be %s', (site, origin) => {
    expect(addressOf({ site })).toBe(origin);
  });

  it.each([
    'acme.atlassian.net',
    'http://acme.atlassian.net',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://2130706433',
    'https://acme.atlassian.net@evil.example',
    'https://user:secret@acme.atlassian.net',
    'https://acme.atlassian.net/jira',
    'https://acme.atlassian.net/../',
    'https://acme.atlassian.net//jira',
    'https://acme.atlassian.net//evil.example//',
    'https://acme.atlassian.net?x=1',
    'https://acme.atlassian.net#x',
    'https:\\\\acme.atlassian.net',
    'https://acme.atlassian.net\n.evil.example',
    ' https://acme.atlassian.net',
    'ftp://acme.atlassian.net',
    'javascript:alert(1)',
    '',
  ])('may not be %j', (site) => {
    expect(() => addressOf({ site })).toThrow(Problem);
  });

  it.each(['https://user:se/cret@acme.atlassian.net', 'https://acme.atlassian.net/?token=cret'])(
    'is named in the refusal without a secret in any part of it: %s',
    (site) => {
      expect(() => addressOf({ site })).toThrow(/acme\.atlassian\.net/);
      expect(() => addressOf({ site })).not.toThrow(/cret/);
    },
  );

  it('is named in the refusal without its password', () => {
    expect(() => addressOf({ site: 'https://user:secret@acme.atlassian.net' })).toThrow(
      /acme\.atlassian\.net/,
    );
    expect(() => addressOf({ site: 'https://user:secret@acme.atlassian.net' })).not.toThrow(/secret/);
  });
});

describe('the web page of a ticket', () => {
  it('is below the configured site, with any key', () => {
    expect(ticketPage({ site: 'https://acme.atlassian.net/' }, 'APP-1')).toBe(
      'https://acme.atlassian.net/browse/APP-1',
    );
    expect(ticketPage({ site: 'https://acme.atlassian.net' }, 'A/../B?c')).toBe(
      'https://acme.atlassian.net/browse/A%2F..%2FB%3Fc',
    );
  });

  it('does not exist if the site is not a web address', () => {
    expect(ticketPage({ site: '' }, 'APP-1')).toBe('');
    expect(ticketPage({ site: 'javascript:alert(1)' }, 'APP-1')).toBe('');
    expect(ticketPage({ site: 'http://acme.example' }, 'APP-1')).toBe('');
  });
});

describe('a site of Data Center', () => {
  it.each([
    ['https://jira.example.com/jira', 'https://jira.example.com/jira'],
    ['https://JIRA.example.com:443/Team/jira//', 'https://jira.example.com/Team/jira'],
  ])('may have a context path: %s', (site, address) => {
    expect(addressOf({ site })).toBe(address);
    expect(ticketPage({ site }, 'APP-1')).toBe(`${address}/browse/APP-1`);
  });

  it.each([
    'https://jira.example.com/jira/../admin',
    'https://jira.example.com/./jira',
    'https://jira.example.com/ji ra',
    'https://jira.example.com/ji%2fra',
    'https://jira.example.com/jira?x=1',
    'https://jira.example.com/jira#x',
    'https://jira.example.com/\\evil.example',
  ])('may not have a path that a reader could overlook: %j', (site) => {
    expect(() => addressOf({ site })).toThrow(Problem);
  });

  it.each([['jira.example.com'], ['jira.example.com:8080'], [' JIRA.example.com ']])(
    'may use http if this machine allows the host: %j',
    (allowed) => {
      const site = 'http://jira.example.com:8080/jira';
      expect(addressOf({ site, allowHttp: [allowed] })).toBe(site);
      expect(ticketPage({ site, allowHttp: [allowed] }, 'APP-1')).toBe(`${site}/browse/APP-1`);
    },
  );

  it.each([[[]], [['example.com']], [['jira.example.com:80']], [['*']]])(
    'may not use http for another host than %j',
    (allowHttp) => {
      expect(() => addressOf({ site: 'http://jira.example.com:8080', allowHttp })).toThrow(
        expect.objectContaining({
          code: 'jira-site-invalid',
          facts: expect.objectContaining({ reason: 'http', host: 'jira.example.com:8080' }),
        }),
      );
    },
  );
});
