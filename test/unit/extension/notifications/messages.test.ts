import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../../extension/notifications/messages.ts';

const first = { key: 'f1', title: 'The bucket is public', resource: 'logs', account: 'payments-prod' };
const ticket = { key: 'PAY-1', summary: 'S3 bucket is public' };
const commandsOf = (shown: Parameters<typeof messageOf>[0]) =>
  messageOf(shown).actions.map(({ title, command, argument }) => [title, command, argument]);

describe('a notification', () => {
  it('of one finding names it with its account, and opens it', () => {
    const shown = { kind: 'critical', count: 1, first } as const;
    expect(messageOf(shown)).toMatchObject({
      text: 'New critical finding: The bucket is public – logs (payments-prod)',
      isUrgent: true,
    });
    expect(commandsOf(shown)).toEqual([['Open Finding', 'guardrail.finding.open', 'f1']]);
    expect(messageOf({ ...shown, first: { ...first, isAgain: true } }).text).toMatch(
      /^A critical finding fails again/,
    );
  });

  it('about an account says its name once', () => {
    const account = { ...first, title: 'The root user has no MFA', resource: '111111111111' };
    expect(messageOf({ kind: 'critical', count: 1, first: account }).text).toBe(
      'New critical finding: The root user has no MFA – payments-prod',
    );
  });

  it('of several findings says how many, and lists those', () => {
    const { text, actions } = messageOf({ kind: 'critical', count: 1_200, first });
    expect(text).toMatch(/^1,200 new critical findings, among them: The bucket is public/);
    expect(actions).toMatchObject([
      { title: 'Show Findings', list: { filter: { severities: ['critical'] } } },
    ]);
  });

  it('of a review opens its finding, or its ticket if no finding is known', () => {
    expect(commandsOf({ kind: 'sent-back', count: 1, first: { ...ticket, finding: 'f1' } })).toEqual([
      ['Open Finding', 'guardrail.finding.open', 'f1'],
    ]);
    expect(commandsOf({ kind: 'sent-back', count: 1, first: ticket })).toEqual([
      ['Open Ticket', 'guardrail.ticket.open', { ticket: { key: 'PAY-1' } }],
    ]);
    expect(commandsOf({ kind: 'conflict', count: 1, first: ticket })).toEqual([
      ['Resolve Conflict…', 'guardrail.review.resolve', { ticket: { key: 'PAY-1' } }],
    ]);
  });

  it('of the day leaves out what is zero, and leads to what matters most', () => {
    const none = { kind: 'digest', overdue: 0, due: 0, sentBack: 0, fresh: 0 } as const;
    expect(messageOf({ ...none, overdue: 3, due: 1, sentBack: 2, fresh: 4 }).text).toBe(
      'Your findings today: 3 overdue, 1 due today, 2 sent back, 4 new',
    );
    expect(messageOf({ ...none, due: 1 }).text).toBe('Your findings today: 1 due today');
    expect(commandsOf({ ...none, overdue: 1 })[0]?.[0]).toBe('Show Overdue');
    expect(commandsOf({ ...none, fresh: 1 })[0]?.[0]).toBe('Show Findings');
    expect(commandsOf({ ...none, sentBack: 1 })[0]?.[0]).toBe('Show Tickets');
  });
});
