import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkChoice } from '../../../../daemon/domain/linking/choices/link-choice.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { createCleanup } from '../../../support/cleanup.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});
afterEach(() => store.close());

const resource = {
  account: '111122223333',
  region: 'eu-west-1',
  type: 'AWS::S3::Bucket',
  id: 'logs',
};
const said = (verdict: LinkChoice['verdict'], file: string, given: Partial<LinkChoice> = {}): LinkChoice => ({
  ...resource,
  file,
  logicalId: 'Data',
  verdict,
  at: '2026-11-24T12:00:00.000Z',
  ...given,
});
const remember = (...choices: LinkChoice[]) => {
  for (const choice of choices) store.choices.put(choice);
};
const remembered = () => store.choices.all().map(({ verdict, file }) => `${verdict} ${file}`);

describe('choices in the store', () => {
  it('are returned as they were written', () => {
    const choice = said('this', '/a.yaml');
    remember(choice);
    expect(store.choices.all()).toEqual([choice]);
  });

  it('contain the newest chosen place and all rejected places', () => {
    remember(
      said('not', '/a.yaml'),
      said('this', '/b.yaml'),
      said('not', '/c.yaml'),
      said('this', '/d.yaml'),
    );
    expect(remembered()).toEqual(['not /a.yaml', 'not /c.yaml', 'this /d.yaml']);
  });

  it('contain the newest verdict on a place', () => {
    remember(said('this', '/a.yaml'), said('not', '/a.yaml'));
    expect(remembered()).toEqual(['not /a.yaml']);
    remember(said('this', '/a.yaml'));
    expect(remembered()).toEqual(['this /a.yaml']);
  });

  it('do not change those of other resources', () => {
    remember(said('this', '/a.yaml'), said('this', '/b.yaml', { id: 'other' }));
    store.choices.forget(resource);
    expect(remembered()).toEqual(['this /b.yaml']);
  });

  it('can be removed, one or all', () => {
    remember(said('not', '/a.yaml'), said('not', '/b.yaml'), said('this', '/c.yaml'));
    store.choices.forget(resource, { file: '/a.yaml', logicalId: 'Data' });
    expect(remembered()).toEqual(['not /b.yaml', 'this /c.yaml']);
    store.choices.forget(resource);
    expect(remembered()).toEqual([]);
  });

  it('get their table in a store of a version without choices, next to its data', async () => {
    const cleanup = createCleanup();
    const file = path.join(cleanup.folder('store'), 'guardrail.db');
    const before = migrations.findIndex((step) => step.includes('link_choices'));
    const old = new DatabaseSync(file);
    old.exec(`${migrations.slice(0, before).join('')} PRAGMA user_version = ${before};`);
    old.exec("INSERT INTO rules (name, identifier) VALUES ('rule', 'RULE')");
    old.close();

    const upgraded = openStore(file);
    cleanup.add(() => upgraded.close());

    upgraded.choices.put(said('this', '/a.yaml'));
    expect(upgraded.choices.all()).toHaveLength(1);
    expect(upgraded.teams.rules()).toEqual(new Map([['rule', 'RULE']]));
    await cleanup.run();
  });
});
