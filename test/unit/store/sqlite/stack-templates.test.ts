import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StackTemplate } from '../../../../daemon/domain/stacks/stack-template.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { createCleanup } from '../../../support/cleanup.ts';
import { day } from '../builders.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
  store.apply({ kind: 'accounts-listed', team: 'payments', accounts: [{ id: '111122223333' }] });
});
afterEach(() => store.close());

const template = (stackId: string, given: Partial<StackTemplate> = {}): StackTemplate => ({
  account: '111122223333',
  region: 'eu-west-1',
  stackId,
  updated: '2026-11-24T09:00:00.000Z',
  hash: `hash of ${stackId}`,
  ...given,
});

const read = (at: string, ...templates: StackTemplate[]) =>
  store.apply({ kind: 'templates-read', at, templates });

describe('templates of stacks in the store', () => {
  it('are returned as they were read, the newest of each stack', () => {
    read(day(1), template('shop', { hash: 'older' }));
    read(day(2), template('shop'));
    expect(store.templates.all()).toEqual(new Map([['shop', template('shop')]]));
  });

  it('include stacks that do not exist any more, without a hash', () => {
    const { hash: _, ...unknown } = template('lossy');
    read(day(1), unknown);
    expect(store.templates.all()).toEqual(new Map([['lossy', unknown]]));
    expect(store.templates.hashesOf('payments')).toEqual(new Map());
  });

  it('belong to the team that has their account', () => {
    read(day(1), template('shop'));
    read(day(1), template('other', { account: '999999999999' }));
    expect(store.templates.hashesOf('payments')).toEqual(new Map([['shop', 'hash of shop']]));
    expect(store.templates.hashesOf('ledger')).toEqual(new Map());
  });

  it('are forgotten if a later complete reading did not see them, in that region only', () => {
    read(day(1), template('gone'));
    read(day(2), template('kept'));
    read(day(1), template('elsewhere', { region: 'us-east-1' }));
    store.apply({ kind: 'stacks-read-completely', at: day(2), account: '111122223333', region: 'eu-west-1' });
    expect([...store.templates.all().keys()].sort()).toEqual(['elsewhere', 'kept']);
  });

  it('get their table in a store of a version without them, next to its data', async () => {
    const cleanup = createCleanup();
    const file = path.join(cleanup.folder('store'), 'guardrail.db');
    const before = migrations.findIndex((step) => step.includes('stack_templates'));
    const old = new DatabaseSync(file);
    old.exec(`${migrations.slice(0, before).join('')} PRAGMA user_version = ${before};`);
    old.exec(
      `INSERT INTO link_choices VALUES ('1', 'r', 't', 'id', '/a.yaml', 'Data', 'this', '2026-11-24')`,
    );
    old.close();

    const upgraded = openStore(file);
    cleanup.add(() => upgraded.close());

    upgraded.apply({ kind: 'templates-read', at: day(1), templates: [template('shop')] });
    expect(upgraded.templates.all().size).toBe(1);
    expect(upgraded.choices.all()).toMatchObject([{ file: '/a.yaml', logicalId: 'Data' }]);
    await cleanup.run();
  });
});
