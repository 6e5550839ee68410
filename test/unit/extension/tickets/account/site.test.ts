import { expect, it } from 'vitest';
import { isSite } from '../../../../../extension/tickets/account/site.ts';

it.each([
  ['https://example.atlassian.net', true],
  [' http://127.0.0.1:8080/browse/PAY-1 ', true],
  ['http://[::1]:8080', true],
  ['http://example.atlassian.net', false],
  ['http://127.0.0.1.attacker.example', false],
  ['command:workbench.action.quit', false],
  ['example.atlassian.net', false],
  ['', false],
])('people and tokens may go to "%s": %s', (address, may) => {
  expect(isSite(address)).toBe(may);
});

it('a host without TLS is allowed only if this machine names it', () => {
  expect(isSite('http://jira.example.com/jira', ['jira.example.com'])).toBe(true);
  expect(isSite('http://jira.example.com:8080', ['jira.example.com:8080'])).toBe(true);
  expect(isSite('http://jira.example.com.attacker.example', ['jira.example.com'])).toBe(false);
  expect(isSite('javascript://jira.example.com', ['jira.example.com'])).toBe(false);
});
