import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../../../daemon/store/sqlite/connection.ts';
import { tablesOf } from '../../../daemon/store/sqlite/tables.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';

let cleanup: Cleanup;
let connection: Connection;

beforeEach(() => {
  cleanup = createCleanup();
  connection = new Connection(path.join(cleanup.folder('durable'), 'guardrail.db'), {
    onRebuilt: () => {},
    onTrouble: () => {},
  });
  cleanup.add(() => connection.close());
});
afterEach(() => cleanup.run());

const levels = { normal: 1, full: 2 };
const level = () => (connection.prepare('PRAGMA synchronous').get() as { synchronous: number }).synchronous;

describe('data that only the user can repeat', () => {
  it('is written with a wait for the disk, and the pages of a sync run without', () => {
    expect(connection.transaction(level)).toBe(levels.normal);
    expect(connection.durable(level)).toBe(levels.full);
    expect(connection.transaction(level)).toBe(levels.normal);
  });

  it('is every write to the outbox and to the chosen links', () => {
    let durable = 0;
    const { outbox, choices } = tablesOf(connection, (write) => {
      durable++;
      return connection.durable(write);
    });
    const reviews = outbox.of('site');
    const resource = { account: '1', region: 'eu-west-1', type: 'AWS::S3::Bucket', id: 'logs' };
    const moved = { code: 'ticket-moved-away', facts: {} };
    const writes = [
      () =>
        reviews.add({
          id: 'r',
          ticket: 'A-1',
          kind: 'review',
          outcome: 'fixed',
          reason: 'x',
          createdAt: '2026-01-01',
        }),
      () => reviews.record('r', { step: 'queued' }),
      () => reviews.conflict('r', moved),
      () => reviews.postpone('r', moved),
      () => reviews.settle('r'),
      () => reviews.withdraw('A-1'),
      () => outbox.withdrawOne('r'),
      () => choices.put({ ...resource, file: '/a', logicalId: 'A', verdict: 'this', at: '2026-01-01' }),
      () => choices.forget(resource),
    ];
    for (const write of writes) write();
    expect(durable).toBe(writes.length);
  });
});
