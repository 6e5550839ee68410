import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grouping, ShowParams } from '#protocol/finding-list.ts';
import { type FindingView, severities } from '#protocol/findings.ts';
import { createShownList } from '../../../../../daemon/server/session/shown-list.ts';
import { mirroredFindings } from '../../../../../extension/findings/list/shown-findings.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const params = (over: Partial<ShowParams> = {}): ShowParams => ({
  ...{ groupBy: 'state', order: 'urgency', filter: {}, today: '2026-11-24' },
  ...{ groups: 200, open: [{ group: 'state:none', rows: 200 }], have: 0 },
  ...over,
});

/** A daemon's list and a window's copy of it. */
function connected(first: readonly FindingView[]) {
  let findings = first;
  const daemon = createShownList({
    findings: () => findings,
    facts: () => ({ accountName: () => undefined, pathIn: (file) => file, mine: () => undefined }),
  });
  const mirror = mirroredFindings();
  let open = new Set<string>();
  return {
    mirror,
    show(shown: ShowParams) {
      const change = daemon.show({ ...shown, have: mirror.version });
      open = new Set(shown.open.map(({ group }) => group));
      return mirror.apply(change, open);
    },
    become(next: readonly FindingView[]) {
      findings = next;
      const change = daemon.next();
      return change && mirror.apply(change, open);
    },
  };
}

describe('this window’s copy of the list', () => {
  it('reports the groups that a change affects, and everything if there are other groups', () => {
    const { mirror, show, become } = connected([findingView({ key: 'a' })]);
    expect(show(params())).toBe('all');
    expect(become([findingView({ key: 'a', title: 'Another title' })])).toEqual(new Set(['state:none']));
    expect(mirror.rowsOf('state:none')?.map(({ title }) => title)).toEqual(['Another title']);
    expect(become([findingView({ key: 'a', ticket: ticketOfFinding() })])).toBe('all');
    expect(mirror.groupsWithin().map(({ id }) => id)).toEqual(['state:todo']);
  });

  it('has rows of open groups only, and knows in which group a row is', () => {
    const { mirror, show } = connected([findingView({ key: 'a' })]);
    show(params());
    expect(mirror.groupOf('a')?.id).toBe('state:none');
    show(params({ open: [] }));
    expect([mirror.rowsOf('state:none'), mirror.groupOf('a')]).toEqual([undefined, undefined]);
  });

  it('knows the part that shows a row, also if the whole group was open before it was divided', () => {
    const finding = findingView({ key: 'a', ticket: ticketOfFinding({ due: '2026-12-02' }) });
    const { mirror, show } = connected([finding]);
    const open = ['state:todo', 'state:todo/due-soon'].map((group) => ({ group, rows: 200 }));
    show(params({ open }));
    expect(mirror.groupOf('a')?.id).toBe('state:todo');
    show(params({ open, today: '2026-11-30' }));
    expect(mirror.groupOf('a')?.id).toBe('state:todo/due-soon');
  });

  it('does not apply a change to another version than its own', () => {
    const { mirror } = connected([]);
    const counts = { all: 1, open: 1, overdue: 0, fresh: 0, urgent: 0 };
    const change = { base: 7, version: 8, counts, shown: 1, moreGroups: 0 };
    expect(mirror.apply(change, new Set())).toBe('missed');
    expect(mirror.version).toBe(0);
  });

  it('has all rows of a group that was closed, and changed, before it is opened again', () => {
    const { mirror, show, become } = connected(['a', 'b', 'c'].map((key) => findingView({ key })));
    show(params());
    show(params({ open: [] }));
    become(['a', 'b', 'd'].map((key) => findingView({ key })));
    show(params());
    expect(mirror.rowsOf('state:none')?.map(({ key }) => key)).toEqual(['a', 'b', 'd']);
  });

  it('always has the same groups and rows as a new list', () => {
    const finding = fc.record({
      key: fc.integer({ min: 0, max: 12 }).map(String),
      severity: fc.constantFrom(...severities),
      title: fc.constantFrom('one', 'two'),
      due: fc.option(fc.constantFrom('2026-11-01', '2026-11-25', '2027-01-01'), { nil: undefined }),
      hasTicket: fc.boolean(),
    });
    const world = fc.uniqueArray(finding, { selector: ({ key }) => key, maxLength: 12 }).map((all) =>
      all.map(({ due, hasTicket, ...over }) =>
        findingView({
          ...over,
          ...(hasTicket && { ticket: ticketOfFinding(due === undefined ? {} : { due }) }),
        }),
      ),
    );
    const groups = ['state:none', 'state:todo', 'state:todo/overdue', 'state:todo/later', 'severity:high'];
    const step = fc.record({
      world,
      groupBy: fc.constantFrom<Grouping>('state', 'severity'),
      open: fc.subarray(groups).map((open) => open.map((group) => ({ group, rows: 3 }))),
      asks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const window = connected([]);
        let shown = params();
        window.show(shown);
        for (const { world, groupBy, open, asks } of steps) {
          if (asks) {
            shown = params({ groupBy, open });
            window.show(shown);
          }
          window.become(world);
          const fresh = connected(world);
          fresh.show(shown);
          expect(contentOf(window.mirror, shown)).toEqual(contentOf(fresh.mirror, shown));
        }
      }),
    );
  });
});

function contentOf(mirror: ReturnType<typeof mirroredFindings>, { open }: ShowParams) {
  const tops = mirror.groupsWithin();
  return {
    summary: mirror.summary,
    groups: tops.flatMap((group) => [group, ...mirror.groupsWithin(group.id)]),
    rows: open.map(({ group }) => [group, mirror.rowsOf(group)]),
  };
}
