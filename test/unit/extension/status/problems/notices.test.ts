import { describe, expect, it } from 'vitest';
import type { Status } from '#protocol/status.ts';
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
const shown = (over: Partial<Status>, size = 3, connected: boolean | undefined = true) =>
  noticesOf({ connected, status: { ...status, ...over }, findings: { size } });

describe('rows above the findings', () => {
  it('are one for each problem, in the daemon’s order, then what was not read, then what goes on', () => {
    const problems = [problem('aws-unreachable'), problem('jira-token-refused')];
    const { lastSync: _, ...never } = status;
    const notices = noticesOf({
      connected: true,
      status: { ...never, problems, failed, syncing: true },
      findings: { size: 3 },
    });
    expect(notices).toEqual([
      { kind: 'problem', code: 'aws-unreachable', text: 'aws-unreachable.' },
      { kind: 'problem', code: 'jira-token-refused', text: 'jira-token-refused.' },
      { kind: 'gaps', count: 1 },
      { kind: 'reading' },
    ]);
  });

  it('count places, not the tickets: their problem has its own row', () => {
    const tickets = { account: 'site', region: '', source: 'tickets', ok: false } as const;
    expect(shown({ failed: [...failed, tickets] })).toEqual([{ kind: 'gaps', count: 1 }]);
    expect(shown({ failed: [tickets], problems: [problem('jira-unreachable')] })).toHaveLength(1);
  });

  it('are there without findings, too: a problem is never said by the welcome view alone', () => {
    expect(shown({ problems: [problem('aws-session-expired')] }, 0)).toHaveLength(1);
  });

  it('leave the welcome view its buttons where that says the same', () => {
    const fresh = { configured: false, problems: [problem('team-missing'), problem('jira-missing')] };
    expect(shown(fresh, 0)).toEqual([]);
    expect(shown({ failed }, 0)).toEqual([]);
    expect(shown({}, 0, false)).toEqual([]);
  });

  it('say only that the daemon is away while it is: its problems are old', () => {
    expect(shown({ problems: [problem('jira-unreachable')] }, 3, false)).toEqual([{ kind: 'offline' }]);
  });
});
