import { describe, expect, it } from 'vitest';
import type { SourceAge, Status } from '#protocol/status.ts';
import { sourceLines } from '../../../../extension/status/source-ages.ts';

const now = new Date('2026-11-24T08:00:00.000Z');
const readAt = '2026-11-24T07:55:00.000Z';
const linesOf = (...sources: SourceAge[]) =>
  sourceLines(
    { sources, syncing: false, templates: { state: 'read', read: 3, failed: [] } } as unknown as Status,
    now,
  );

describe('the lines of the language status', () => {
  it('say how old the data of each source is, and how much of it is missing', () => {
    const lines = linesOf(
      { source: 'config', readAt, failed: 0 },
      { source: 'guardduty', readAt, failed: 1 },
      { source: 'stacks', readAt, failed: 1_200 },
      { source: 'tickets', failed: 0 },
    );
    expect(lines.map(({ text }) => text)).toEqual([
      'AWS Config: 5 minutes ago',
      'GuardDuty: 5 minutes ago, 1 place not read',
      'CloudFormation: 5 minutes ago, 1,200 places not read',
      'Jira: not read',
      'Templates: 3 read',
    ]);
    expect(lines.map(({ isIncomplete }) => isIncomplete)).toEqual([false, true, true, true, false]);
  });
});
