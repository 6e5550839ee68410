import { describe, expect, it } from 'vitest';
import type { ShowParams } from '#protocol/finding-list.ts';
import type { FindingView } from '#protocol/findings.ts';
import { createShownList } from '../../../../daemon/server/session/shown-list.ts';
import { findingRow } from '../../../../daemon/server/views/finding-row.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

const params = (over: Partial<ShowParams> = {}): ShowParams => ({
  groupBy: 'state',
  order: 'urgency',
  filter: {},
  today: '2026-11-24',
  groups: 200,
  open: [{ group: 'state:none', rows: 2 }],
  have: 0,
  ...over,
});
const bucket = (id: string, over: Partial<FindingView> = {}) =>
  findingView({ key: id, resource: { type: 'AWS::S3::Bucket', id }, ...over });

function showing(first: readonly FindingView[]) {
  let findings = first;
  const list = createShownList({
    findings: () => findings,
    facts: () => ({ accountName: () => undefined, pathIn: (file) => file, mine: () => undefined }),
  });
  return {
    list,
    become(next: readonly FindingView[]) {
      findings = next;
    },
  };
}

describe('the list that a window shows', () => {
  it('is sent as far as it is visible: counts of every group, rows of open groups only', () => {
    const { list } = showing([
      bucket('a'),
      bucket('b'),
      bucket('c'),
      bucket('t', { ticket: ticketOfFinding() }),
    ]);
    expect(list.show(params())).toMatchObject({
      base: 0,
      version: 1,
      counts: { all: 4, open: 4 },
      shown: 4,
      groups: [
        { id: 'state:todo', count: 1 },
        { id: 'state:none', count: 3 },
      ],
      rowOrders: [
        {
          group: 'state:none',
          inserted: [
            [0, 'a'],
            [1, 'b'],
          ],
        },
      ],
      rows: [{ key: 'a' }, { key: 'b' }],
    });
    expect(list.next()).toBeUndefined();
  });

  it('looks at each finding once for a list, however many of its groups are opened', () => {
    let looks = 0;
    const counted = Array.from({ length: 500 }, (_, number) => {
      const finding = bucket(`b${number}`);
      const { severity } = finding;
      return Object.defineProperty(finding, 'severity', {
        enumerable: true,
        get: () => {
          looks++;
          return severity;
        },
      });
    });
    const { list, become } = showing(counted);
    const query = { groupBy: 'severity' as const, open: [] };
    const first = list.show(params(query));
    expect(looks).toBeGreaterThanOrEqual(500);

    looks = 0;
    const open = [{ group: 'severity:high', rows: 2 }];
    expect(list.show(params({ ...query, open, have: first.version })).rows).toHaveLength(2);
    // To sort the rows of the group, and to send them.
    expect(looks).toBeLessThan(20);

    // Another filter, another day and other findings are other lists.
    const none = list.show(params({ ...query, open, filter: { severities: ['low'] } }));
    expect(none).toMatchObject({ shown: 0, counts: { all: 500 } });
    become(counted.slice(0, 3));
    expect(list.show(params({ ...query, open }))).toMatchObject({ shown: 3 });
    const due = bucket('late', { ticket: ticketOfFinding({ due: '2026-11-24' }) });
    become([due]);
    expect(list.show(params({ groupBy: 'due' })).groups).toMatchObject([{ value: 'due-soon' }]);
    expect(list.show(params({ groupBy: 'due', today: '2026-11-25' })).groups).toMatchObject([
      { value: 'overdue' },
    ]);
  });

  it('has rows with what a row shows, and the kinds of commands that it has', () => {
    const place = { file: '/a.yaml', line: 1, column: 2, endColumn: 3, logicalId: 'A' };
    const { list } = showing([
      bucket('a', {
        remedy: 'Fix it.',
        link: { confidence: 'certain', evidence: 'Its tags say so.', place },
      }),
    ]);
    const [row] = list.show(params()).rows ?? [];
    expect(row).toEqual({
      ...{ key: 'a', severity: 'high', title: 'Everyone can read this bucket' },
      resource: { type: 'AWS::S3::Bucket', id: 'a' },
      kinds: ['console', 'template'],
    });
  });

  it('later sends only what differs: one row that changed, a row that moved up, a count', () => {
    const { list, become } = showing([bucket('a'), bucket('b'), bucket('c')]);
    list.show(params());
    become([bucket('a'), bucket('b', { title: 'Another title' }), bucket('c')]);
    expect(list.next()).toEqual({
      base: 1,
      version: 2,
      counts: { all: 3, open: 3, overdue: 0, fresh: 0, urgent: 0 },
      shown: 3,
      moreGroups: 0,
      rowOrders: [{ group: 'state:none', removed: [1], inserted: [[0, 'b']] }],
      rows: [findingRow(bucket('b', { title: 'Another title' }))],
    });
    become([bucket('a'), bucket('c')]);
    expect(list.next()).toMatchObject({
      base: 2,
      groups: [{ id: 'state:none', count: 2 }],
      rowOrders: [{ group: 'state:none', removed: [0], inserted: [[1, 'c']] }],
      rows: [{ key: 'c' }],
    });
  });

  it('sends nothing for a change that is not visible', () => {
    const { list, become } = showing([bucket('a'), bucket('b'), bucket('c')]);
    list.show(params());
    become([bucket('a'), bucket('b'), bucket('c', { remedy: 'Fix it.' })]);
    expect(list.next()).toBeUndefined();
  });

  it('is not computed again while the findings are the same', () => {
    const findings = [bucket('a')];
    let named = 0;
    const list = createShownList({
      findings: () => findings,
      facts: () => ({ accountName: () => String(named++), pathIn: (file) => file, mine: () => undefined }),
    });
    list.show(params({ groupBy: 'account' }));
    expect(named).toBe(1);
    expect(list.next()).toBeUndefined();
    expect(named).toBe(1);
  });

  it('replaces everything if the window has another version', () => {
    const { list } = showing([bucket('a')]);
    expect(list.show(params())).toMatchObject({ base: 0, version: 1 });
    expect(list.show(params({ have: 1, groupBy: 'severity' }))).toMatchObject({ base: 1, version: 2 });
    expect(list.show(params({ have: 1 }))).toMatchObject({ base: 0, version: 3, rows: [{ key: 'a' }] });
    expect(list.show(params({ have: 3 }))).toMatchObject({ base: 3, version: 3, shown: 1 });
  });

  it('says how many groups it leaves out', () => {
    const { list } = showing([bucket('a'), bucket('b'), bucket('c')]);
    const change = list.show(params({ groupBy: 'resource', groups: 2 }));
    expect([change.groups?.length, change.moreGroups]).toEqual([2, 1]);
  });
});
