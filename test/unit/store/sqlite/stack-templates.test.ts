import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StackTemplate } from '../../../../daemon/domain/stacks/stack-template.ts';
import { openStore, type Store } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import { createCleanup } from '../../../support/cleanup.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
  store.teams.replaceAccounts('payments', [{ id: '111122223333' }]);
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

describe('templates of stacks in the store', () => {
  it('come back as they were read, the newest of each stack', () => {
    store.templates.put(template('shop', { hash: 'older' }), 1);
    store.templates.put(template('shop'), 2);
    expect(store.templates.all()).toEqual(new Map([['shop', template('shop')]]));
  });

  it('hold also what was asked for and is not to be had, which has no hash', () => {
    const { hash: _, ...unknown } = template('lossy');
    store.templates.put(unknown, 1);
    expect(store.templates.all()).toEqual(new Map([['lossy', unknown]]));
    expect(store.templates.hashesOf('payments')).toEqual(new Map());
  });

  it('belong to the team that has their account', () => {
    store.templates.put(template('shop'), 1);
    store.templates.put(template('other', { account: '999999999999' }), 1);
    expect(store.templates.hashesOf('payments')).toEqual(new Map([['shop', 'hash of shop']]));
    expect(store.templates.hashesOf('ledger')).toEqual(new Map());
  });

  it('are forgotten where a later pass did not see them, in that place only', () => {
    store.templates.put(template('gone'), 1);
    store.templates.put(template('kept'), 2);
    store.templates.put(template('elsewhere', { region: 'us-east-1' }), 1);
    store.templates.forgetUnseen('111122223333', 'eu-west-1', 2);
    expect([...store.templates.all().keys()].sort()).toEqual(['elsewhere', 'kept']);
  });

  it('find their table in a store that was made before there were any, beside what it held', async () => {
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

    upgraded.templates.put(template('shop'), 1);
    expect(upgraded.templates.all().size).toBe(1);
    expect(upgraded.choices.all()).toMatchObject([{ file: '/a.yaml', logicalId: 'Data' }]);
    await cleanup.run();
  });
});
