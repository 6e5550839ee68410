import { describe, expect, it, vi } from 'vitest';
import { locateFinding, type ShowParams, showFindings } from '#protocol/finding-list.ts';
import type { FindingView } from '#protocol/findings.ts';
import { createShownList, type ShownList } from '../../../../../daemon/server/session/shown-list.ts';
import type { DaemonConnection } from '../../../../../extension/daemon/connection.ts';
import { LastLook } from '../../../../../extension/findings/list/last-look.ts';
import { ListChoice } from '../../../../../extension/findings/list/list-choice.ts';
import { ShownFindings } from '../../../../../extension/findings/list/shown-findings.ts';
import { findingView } from '../../../../support/finding-view.ts';

type Memento = ConstructorParameters<typeof ListChoice>[0];

/** A window that shows these findings, and its daemon. */
function openWindow(
  findings: readonly FindingView[],
  kept: Record<string, unknown> = {},
  { hasStarted = true } = {},
) {
  let list: ShownList;
  let reached: ((daemon: unknown) => void) | undefined;
  let report: ((change: unknown) => void) | undefined;
  const asked: ShowParams[] = [];
  const daemon = {
    async request({ method }: { method: string }, params: unknown) {
      if (method === locateFinding.method) return list.locate((params as { finding: string }).finding);
      if (method !== showFindings.method) throw new Error(method);
      asked.push(params as ShowParams);
      return list.show(params as ShowParams);
    },
  };
  const connection = {
    current: daemon as unknown,
    hasStarted,
    require: () => daemon,
    onChanged: (listener: typeof reached) => {
      reached = listener;
      return { dispose() {} };
    },
    onNotification: (_: unknown, listener: typeof report) => {
      report = listener;
      return { dispose() {} };
    },
  };
  const memento = {
    get: (key: string) => kept[key],
    update: async (key: string, value: unknown) => void Object.assign(kept, { [key]: value }),
  } as unknown as Memento;
  const choice = new ListChoice(memento);
  const shown = new ShownFindings(connection as unknown as DaemonConnection, {
    choice,
    look: new LastLook(memento),
    log: { warn() {} } as never,
  });
  return {
    ...{ shown, choice, asked, kept },
    /** Connects with a daemon that knows nothing of this window. */
    async connect() {
      list = createShownList({
        findings: () => findings,
        facts: () => ({ accountName: () => undefined, pathIn: (file) => file, mine: () => undefined }),
      });
      connection.current = daemon;
      reached?.(daemon);
      await shown.rowsOf('of no group');
    },
    lose() {
      connection.current = undefined;
      reached?.(undefined);
    },
    report: (change: unknown) => report?.(change),
  };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, number) =>
    findingView({
      key: `f${String(number).padStart(3, '0')}`,
      resource: { type: 'T', id: String(number).padStart(3, '0') },
    }),
  );

/** Resolves to whether the view still waits for its first rows, after everything that is ready has run. */
async function waits(first: Promise<void>): Promise<boolean> {
  const later = new Promise((resolve) => setImmediate(() => resolve('waits')));
  return (await Promise.race([first.then(() => 'over'), later])) === 'waits';
}

describe('a view that opens', () => {
  it('waits for its first rows while the daemon is reached, and is then drawn with them', async () => {
    const { shown, connect } = openWindow(many(3));
    const first = shown.firstList();
    expect(await waits(first)).toBe(true);
    await connect();
    await first;
    expect(shown.list.groupsWithin()).not.toEqual([]);
  });

  it('does not wait if no daemon is asked for, or none can be reached', async () => {
    expect(await waits(openWindow([], {}, { hasStarted: false }).shown.firstList())).toBe(false);
    const { shown, lose } = openWindow([]);
    lose();
    expect(await waits(shown.firstList())).toBe(false);
  });

  it('does not wait longer than 5 seconds', async () => {
    vi.useFakeTimers();
    const first = openWindow([]).shown.firstList();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(await waits(first)).toBe(false);
  });
});

describe('the findings that a window shows', () => {
  it('are counts at first, then the first rows of each group that is opened, then more', async () => {
    const { shown, connect, asked } = openWindow(many(450));
    await connect();
    expect(shown.list.group('state:none')?.count).toBe(450);
    expect(shown.list.rowsOf('state:none')).toBeUndefined();

    expect(await shown.rowsOf('state:none')).toHaveLength(200);
    await shown.showMore('state:none');
    expect(await shown.rowsOf('state:none')).toHaveLength(400);
    await shown.showMore('state:none');
    expect(await shown.rowsOf('state:none')).toHaveLength(450);
    expect(asked.length).toBe(4);
  });

  it('that become visible at the same time are one request', async () => {
    const { shown, connect, asked } = openWindow(many(3));
    await connect();
    const before = asked.length;
    await Promise.all([shown.rowsOf('state:none'), shown.rowsOf('state:todo'), shown.rowsOf('state:done')]);
    expect(asked.length - before).toBeLessThanOrEqual(2);
    expect(shown.list.rowsOf('state:none')).toHaveLength(3);
  });

  it('have the rows of open groups in the first answer for another filter', async () => {
    const { shown, choice, connect, asked } = openWindow(many(450));
    await connect();
    await shown.rowsOf('state:none');
    await shown.showMore('state:none');
    const before = asked.length;
    choice.change({ filter: { text: 'f00' } });
    await vi.waitFor(() => expect(shown.list.rowsOf('state:none')).toHaveLength(10));
    const [request, ...others] = asked.slice(before);
    expect(others).toEqual([]);
    expect(request?.open).toContainEqual({ group: 'state:none', rows: 200 });
  });

  it('do not ask for more and more groups, however many were open in earlier lists', async () => {
    const { shown, choice, connect, asked } = openWindow(many(100));
    await connect();
    choice.change({ groupBy: 'resource' });
    for (const { id } of shown.list.groupsWithin()) await shown.rowsOf(id);
    choice.change({ filter: { text: 'f' } });
    await shown.rowsOf('state:none');
    expect(asked.at(-1)?.open.length).toBeLessThanOrEqual(11);
  });

  it('stay while there is no connection, and are read again by the next one', async () => {
    const { shown, connect, lose } = openWindow(many(3));
    await connect();
    await shown.rowsOf('state:none');
    lose();
    expect(await shown.rowsOf('state:none')).toHaveLength(3);
    await connect();
    expect(await shown.rowsOf('state:none')).toHaveLength(3);
    expect(shown.list.summary.counts.all).toBe(3);
  });

  it('are read again if a change is missing', async () => {
    const { shown, connect, report, asked } = openWindow(many(3));
    await connect();
    const counts = { all: 9, open: 9, overdue: 0, fresh: 0, urgent: 0 };
    report({ base: 77, version: 78, counts, shown: 9, moreGroups: 0 });
    await shown.rowsOf('state:none');
    expect(asked.at(-1)?.have === 0 || asked.at(-2)?.have === 0).toBe(true);
    expect(shown.list.summary.counts.all).toBe(3);
  });

  it('include the row of a finding that is to be revealed, on whatever page it is', async () => {
    const { shown, connect } = openWindow(many(450));
    await connect();
    expect(await shown.uncover('f420')).toEqual({ group: 'state:none', groupPosition: 0, position: 420 });
    expect(shown.list.groupOf('f420')?.id).toBe('state:none');
    expect(await shown.uncover('gone')).toEqual({ hidden: 'unknown' });
  });

  it('include a finding that is to be revealed right after the filter that hid it was cleared', async () => {
    const { shown, choice, connect } = openWindow(many(12));
    await connect();
    choice.change({ filter: { text: 'f01' } });
    await shown.rowsOf('state:none');
    expect(await shown.uncover('f003')).toEqual({ hidden: 'filtered' });
    choice.change({ filter: {} });
    expect(await shown.uncover('f003')).toEqual({ group: 'state:none', groupPosition: 0, position: 3 });
  });

  it('are grouped and filtered as the user chose, also when the window is opened again', async () => {
    const first = openWindow(many(12));
    await first.connect();
    first.choice.change({ groupBy: 'severity', filter: { text: 'f01' } });
    await first.shown.rowsOf('severity:high');
    expect([first.shown.list.summary.shown, first.choice.isFiltered]).toEqual([2, true]);

    const again = openWindow(many(12), first.kept);
    await again.connect();
    expect(again.shown.list.groupsWithin().map(({ id, count }) => [id, count])).toEqual([
      ['severity:high', 2],
    ]);
  });

  it('are drawn again in another order, although groups and numbers are the same', async () => {
    const { shown, choice, connect } = openWindow(
      ['10', '11', '12'].map((day) => findingView({ key: day, firstSeen: `2026-11-${day}T00:00:00.000Z` })),
    );
    const affected: unknown[] = [];
    shown.onChanged((part) => affected.push(part));
    await connect();
    const keys = async () => (await shown.rowsOf('state:none')).map(({ key }) => key);
    choice.change({ order: 'oldest' });
    expect(await keys()).toEqual(['10', '11', '12']);
    affected.length = 0;
    choice.change({ order: 'newest' });
    await vi.waitFor(() => expect(affected).toEqual(['all']));
    expect(await keys()).toEqual(['12', '11', '10']);
  });

  it('are grouped by state if another version kept a choice that is not known', () => {
    const { choice } = openWindow([], { 'guardrail.findingList': { groupBy: 'moon', filter: 7 } });
    expect(choice.current).toEqual({ groupBy: 'state', order: 'urgency', filter: {} });
  });

  it('are new since the user looked away', async () => {
    const { shown, connect, asked, kept } = openWindow(many(1));
    await connect();
    expect(asked[0]).not.toHaveProperty('newSince');
    shown.lookedAway('2026-11-30T08:00:00.000Z');
    await shown.rowsOf('state:none');
    expect(asked.at(-1)?.newSince).toBe(kept['guardrail.lastLook']);
  });
});
