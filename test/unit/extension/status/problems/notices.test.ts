import { describe, expect, it } from 'vitest';
import type { Status } from '#protocol/status.ts';
import type { ConnectionState } from '../../../../../extension/daemon/model.ts';
import { noticesOf } from '../../../../../extension/status/problems/notices.ts';

const status: Status = {
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
const failed = [{ account: '1', region: 'eu-west-1', source: 'config', ok: false }] as const;
const problem = (code: string) => ({ code, text: `${code}.` });
const shown = (over: Partial<Status>, size = 3, connection: ConnectionState = 'connected') =>
  noticesOf({ connection, status: { ...status, ...over }, findings: size });

describe('rows above the findings', () => {
  it('are one for each problem in the daemon’s order, then gaps, then the sync run in progress', () => {
    const problems = [problem('aws-unreachable'), problem('jira-token-refused')];
    const { lastSync: _, ...never } = status;
    const notices = noticesOf({
      connection: 'connected',
      status: { ...never, problems, failed, syncing: true },
      findings: 3,
    });
    expect(notices).toEqual([
      { kind: 'problem', code: 'aws-unreachable', text: 'aws-unreachable.' },
      { kind: 'problem', code: 'jira-token-refused', text: 'jira-token-refused.' },
      { kind: 'gaps', count: 1 },
      { kind: 'reading' },
    ]);
  });

  it('count places without tickets, whose problem has its own row', () => {
    const tickets = { account: 'site', region: '', source: 'tickets', ok: false } as const;
    expect(shown({ failed: [...failed, tickets] })).toEqual([{ kind: 'gaps', count: 1 }]);
    expect(shown({ failed: [tickets], problems: [problem('jira-unreachable')] })).toHaveLength(1);
  });

  it('are also shown without findings: the welcome view does not show problems', () => {
    expect(shown({ problems: [problem('aws-session-expired')] }, 0)).toHaveLength(1);
  });

  it('include the gaps then: a row takes the place of the welcome view, which would say them', () => {
    expect(shown({ failed, problems: [problem('jira-missing')] }, 0)).toEqual([
      { kind: 'problem', code: 'jira-missing', text: 'jira-missing.' },
      { kind: 'gaps', count: 1 },
    ]);
  });

  it('are hidden if the welcome view says the same, with buttons', () => {
    const fresh = { configured: false, problems: [problem('team-missing'), problem('jira-missing')] };
    expect(shown(fresh, 0)).toEqual([]);
    expect(shown({ failed }, 0)).toEqual([]);
    expect(shown({}, 0, 'offline')).toEqual([]);
  });

  it('say only that the connection is missing while it is missing: other problems are old', () => {
    expect(shown({ problems: [problem('jira-unreachable')] }, 3, 'offline')).toEqual([{ kind: 'offline' }]);
  });
});
