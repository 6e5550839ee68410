import { describe, expect, it } from 'vitest';
import { findingsChanged } from '#protocol/findings.ts';
import { statusChanged } from '#protocol/status.ts';
import { followSubjects, offersChanged, readSubjects, searchSubjects } from '#protocol/subjects.ts';
import type { DaemonConnection } from '../../../../extension/daemon/connection.ts';
import { Model } from '../../../../extension/daemon/model.ts';
import { readNamed, subjectKeys } from '../../../../extension/daemon/subject-keys.ts';
import { findingView } from '../../../support/finding-view.ts';

/** A window whose daemon lists these findings. */
function openWindow(listed = [findingView({ key: 'a' }), findingView({ key: 'b' })]) {
  const asked: { method: string; params: unknown }[] = [];
  const listeners = new Map<string, (params: unknown) => void>();
  let reached: ((daemon: unknown) => void) | undefined;
  const daemon = {
    async request({ method }: { method: string }, params: { findings?: readonly string[] }) {
      asked.push({ method, params });
      const findings = listed.filter(({ key }) => params.findings?.includes(key) ?? true);
      return { findings, tickets: [], total: 700 };
    },
  };
  const connection = {
    current: undefined as unknown,
    require() {
      if (!this.current) throw new Error('There is no connection.');
      return this.current;
    },
    onStarted: () => ({ dispose() {} }),
    onChanged(listener: typeof reached) {
      reached = listener;
      return { dispose() {} };
    },
    onNotification({ method }: { method: string }, listener: (params: unknown) => void) {
      listeners.set(method, listener);
      return { dispose() {} };
    },
  };
  const model = new Model(connection as unknown as DaemonConnection, { warn() {} } as never);
  return {
    ...{ model, asked },
    connect() {
      connection.current = daemon;
      reached?.(daemon);
    },
    lose() {
      connection.current = undefined;
      reached?.(undefined);
    },
    report: ({ method }: { method: string }, params: unknown) => listeners.get(method)?.(params),
  };
}

describe('the model of a window', () => {
  it('asks for nothing but what it follows, and again in each connection', async () => {
    const { model, asked, connect, lose } = openWindow();
    model.follow({ findings: ['a'], tickets: [] });
    expect(model.hasAnswered('a')).toBe(false);
    connect();
    await expect.poll(() => [...model.followed.findings.keys()]).toEqual(['a']);
    expect(model.hasAnswered('a')).toBe(true);
    model.follow({ findings: ['a'], tickets: [] });
    lose();
    expect([...model.followed.findings.keys()]).toEqual(['a']);
    connect();
    await expect
      .poll(() => asked.map(({ method }) => method))
      .toEqual([followSubjects.method, followSubjects.method]);
  });

  it('forgets what it follows no longer', async () => {
    const { model, connect, report } = openWindow();
    connect();
    model.follow({ findings: ['a'], tickets: [] });
    await expect.poll(() => [...model.followed.findings.keys()]).toEqual(['a']);
    report(findingsChanged, { changed: [findingView({ key: 'a', title: 'Another' })], removed: [] });
    expect(model.followed.findings.get('a')?.title).toBe('Another');
    model.follow({ findings: ['b'], tickets: [] });
    await expect.poll(() => [...model.followed.findings.keys()]).toEqual(['b']);
  });

  it('reads what a command names, and throws without a connection', async () => {
    const { model, asked, connect } = openWindow();
    await expect(model.read({ findings: ['a'], tickets: [] })).rejects.toThrow('no connection');
    expect((await readNamed(model, [undefined, { group: {} }])).findings.size).toBe(0);
    connect();
    const known = await readNamed(model, [{ finding: { key: 'b' } }]);
    expect([...known.findings.keys()]).toEqual(['b']);
    expect(asked.at(-1)).toEqual({ method: readSubjects.method, params: { findings: ['b'], tickets: [] } });
    expect((await model.search('console', { file: '/a.yaml' })).total).toBe(700);
    expect(asked.at(-1)).toEqual({
      method: searchSubjects.method,
      params: { kind: 'console', file: '/a.yaml' },
    });
  });

  it('reads all of more rows than one request can name', async () => {
    const many = Array.from({ length: 2_300 }, (_, number) => findingView({ key: `f${number}` }));
    const { model, asked, connect } = openWindow(many);
    connect();
    await expect.poll(() => asked).toHaveLength(1);
    const known = await readNamed(
      model,
      many.map((finding) => ({ finding })),
    );
    expect(known.findings.size).toBe(2_300);
    expect(asked.slice(1)).toHaveLength(3);
  });

  it('has a status that each change completes, and begins again with each connection', () => {
    const { model, connect, report } = openWindow();
    connect();
    report(statusChanged, { configured: true, syncing: true, team: 'payments', failed: [] });
    report(statusChanged, { syncing: false, team: null });
    expect(model.status).toEqual({ configured: true, syncing: false, failed: [] });
    connect();
    expect(model.status).toMatchObject({ configured: true });
    report(statusChanged, { configured: false });
    expect(model.status).toEqual({ configured: false });
  });

  it('knows which commands have something to be about', () => {
    const { model, report } = openWindow();
    let fired = 0;
    model.onOffersChanged(() => fired++);
    report(offersChanged, { kinds: ['finding'] });
    expect([model.offers, fired]).toEqual([['finding'], 1]);
  });
});

it('a command names findings by key, by row, or by the row of a ticket, each once', () => {
  const rows = ['a', ['a', 'b'], { finding: { key: 'c' } }, { ticket: { key: 'PAY-1' } }, { kept: {} }, null];
  expect(subjectKeys(rows)).toEqual({ findings: ['a', 'b', 'c'], tickets: ['PAY-1'] });
});
