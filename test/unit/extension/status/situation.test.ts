import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Status } from '#protocol/status.ts';
import { isFresh, situationOf, ticketSituationOf } from '../../../../extension/status/situation.ts';

const read: Status = {
  version: 1,
  team: 'payments',
  configured: true,
  syncing: false,
  lastSync: '2026-11-24T07:00:00Z',
  complete: true,
  failed: [],
  notes: [],
  read: 12,
  problems: [],
  templates: { read: 0, state: 'read', failed: [] },
};
const { lastSync: _, ...unread } = read;
const problem = (code: string) => ({ code, text: code });

describe('an empty tree of findings', () => {
  const unconfigured = { ...unread, configured: false, complete: false };
  it.each([
    ['fresh', 'idle', undefined, false],
    ['fresh', 'starting', undefined, false],
    ['fresh', 'connected', unconfigured, false],
    ['starting', 'starting', undefined, true],
    ['starting', 'connected', undefined, true],
    ['offline', 'offline', undefined, true],
    ['offline', 'offline', read, true],
    ['teamless', 'connected', unconfigured, true],
    ['unread', 'connected', { ...unread, complete: false }, true],
    ['reading', 'connected', { ...unread, complete: false, syncing: true }, true],
    ['gaps', 'connected', { ...read, complete: false }, true],
    ['clean', 'connected', read, true],
    ['limited', 'connected', { ...read, notes: ['GuardDuty is not on here.'] }, true],
  ] as const)('means %s while %s', (situation, connection, status, isConfigured) => {
    expect(situationOf({ connection, status }, isConfigured)).toBe(situation);
  });

  it('shows the welcome instead of problems only while nothing is configured', () => {
    const none = { ...unread, configured: false, complete: false };
    expect(isFresh({ ...none, problems: [problem('team-missing'), problem('jira-missing')] })).toBe(true);
    expect(isFresh({ ...none, problems: [problem('configuration-invalid')] })).toBe(false);
    expect(isFresh({ ...read, problems: [problem('jira-missing')] })).toBe(false);
  });
});

describe('an empty tree of tickets', () => {
  it.each([
    ['later', 'idle', undefined],
    ['starting', 'starting', undefined],
    ['starting', 'connected', undefined],
    ['offline', 'offline', undefined],
    ['offline', 'offline', read],
    ['later', 'connected', { ...unread, configured: false }],
    ['signedOut', 'connected', { ...read, problems: [problem('jira-missing')] }],
    ['signedOut', 'connected', { ...read, problems: [problem('jira-token-refused')] }],
    ['unread', 'connected', { ...read, problems: [problem('jira-unreachable')] }],
    ['reading', 'connected', { ...read, syncing: true }],
    ['none', 'connected', { ...read, ticketsRead: '2026-11-24T07:00:00Z' }],
  ] as const)('means %s while %s', (situation, connection, status) => {
    expect(ticketSituationOf({ connection, status }, true)).toBe(situation);
  });

  it('means later, whatever the daemon does, while nothing is configured', () => {
    for (const connection of ['starting', 'offline', 'connected'] as const)
      expect(ticketSituationOf({ connection, status: undefined }, false)).toBe('later');
  });
});

describe('the welcome views', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const views: readonly { view: string; contents: string; when: string }[] = contributes.viewsWelcome;

  it.each(['en', 'ja'])('have one next step as a button at most, others as links (%s)', (language) => {
    const texts = JSON.parse(
      readFileSync(language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`, 'utf8'),
    );
    const buttons = views.map(({ contents }) => {
      const lines: string[] = texts[contents.slice(1, -1)].split('\n');
      return lines.filter((line) => /^\[[^\]]+\]\([^)]+\)$/.test(line)).length;
    });
    expect(buttons.length).toBeGreaterThan(10);
    expect(Math.max(...buttons)).toBe(1);
  });

  // VS Code draws them before the extension runs: a user who has configured everything would be offered a sample.
  it('say nothing until the extension knows what is configured', () => {
    const ofLists = views.filter(({ view }) => view !== 'guardrail.sample');
    for (const { when } of ofLists) expect(when).toMatch(/^guardrail\.(situation|ticketSituation) == '\w+'$/);
  });

  it('name only commands that exist', () => {
    const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
    const named = [...readFileSync('package.nls.json', 'utf8').matchAll(/\(command:(guardrail\.[\w.]+)\)/g)];
    const unknown = named.map(([, command]) => command).filter((command) => !known.has(command));
    expect(unknown.filter((command) => command !== 'guardrail.findings.focus')).toEqual([]);
  });
});
