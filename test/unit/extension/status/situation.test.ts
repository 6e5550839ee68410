import { describe, expect, it } from 'vitest';
import type { Status } from '#protocol/status.ts';
import { isFresh, situationOf } from '../../../../extension/status/situation.ts';

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
  it.each([
    ['starting', 'starting', undefined],
    ['starting', 'connected', undefined],
    ['offline', 'offline', undefined],
    ['offline', 'offline', read],
    ['unconfigured', 'connected', { ...unread, configured: false, complete: false }],
    ['unread', 'connected', { ...unread, complete: false }],
    ['gaps', 'connected', { ...read, complete: false }],
    ['clean', 'connected', read],
    ['limited', 'connected', { ...read, notes: ['GuardDuty is not on here.'] }],
  ] as const)('means %s while %s', (situation, connection, status) => {
    expect(situationOf(connection, status)).toBe(situation);
  });

  it('shows the welcome instead of problems only while nothing is configured', () => {
    const none = { ...unread, configured: false, complete: false };
    expect(isFresh({ ...none, problems: [problem('team-missing'), problem('jira-missing')] })).toBe(true);
    expect(isFresh({ ...none, problems: [problem('configuration-invalid')] })).toBe(false);
    expect(isFresh({ ...read, problems: [problem('jira-missing')] })).toBe(false);
  });
});
