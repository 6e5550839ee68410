import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import { originOf, ticketPage } from '../../../../daemon/integrations/jira/site.ts';

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
    expect(originOf(site)).toBe(origin);
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
    expect(() => originOf(site)).toThrow(Problem);
  });

  it.each(['https://user:se/cret@acme.atlassian.net', 'https://acme.atlassian.net/?token=cret'])(
    'is named in the refusal without a secret in any part of it: %s',
    (site) => {
      expect(() => originOf(site)).toThrow(/acme\.atlassian\.net/);
      expect(() => originOf(site)).not.toThrow(/cret/);
    },
  );

  it('is named in the refusal without its password', () => {
    expect(() => originOf('https://user:secret@acme.atlassian.net')).toThrow(/acme\.atlassian\.net/);
    expect(() => originOf('https://user:secret@acme.atlassian.net')).not.toThrow(/secret/);
  });
});

describe('the web page of a ticket', () => {
  it('is below the configured site, with any key', () => {
    expect(ticketPage('https://acme.atlassian.net/', 'APP-1')).toBe(
      'https://acme.atlassian.net/browse/APP-1',
    );
    expect(ticketPage('https://acme.atlassian.net', 'A/../B?c')).toBe(
      'https://acme.atlassian.net/browse/A%2F..%2FB%3Fc',
    );
  });

  it('does not exist if the site is not a web address', () => {
    expect(ticketPage('', 'APP-1')).toBe('');
    expect(ticketPage('javascript:alert(1)', 'APP-1')).toBe('');
    expect(ticketPage('http://acme.example', 'APP-1')).toBe('');
  });
});
