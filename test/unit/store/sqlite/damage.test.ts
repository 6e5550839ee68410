import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import { trial } from '../../../stress/stores.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';
import { contentOf, fillStore, site, team } from '../../../support/filled-store.ts';

let cleanup: Cleanup;
let folder: string;
let file: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('damage');
  file = path.join(folder, 'guardrail.db');
});
afterEach(() => cleanup.run());

const review = {
  id: 'r1',
  ticket: 'PAY-1',
  kind: 'review',
  outcome: 'fixed',
  reason: 'Closed.',
  createdAt: '2026-01-01',
} as const;
const asides = () =>
  readdirSync(folder).filter((name) => /^guardrail\.damaged-\d{8}T\d{6}Z.*\.db$/.test(name));

/** Changes a letter of a value; the structure of the file stays valid. */
function changeText(from: string, to: string): void {
  const bytes = readFileSync(file);
  let changed = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1), changed++)
    bytes.write(to, at);
  expect(changed).toBeGreaterThan(0);
  writeFileSync(file, bytes);
}

describe('a damaged store', () => {
  it('shows no false data, keeps its reviews or reports that some are lost, and is repaired once', async () => {
    expect((await trial.run({ count: 57, seed: 8 })).broken).toEqual([]);
  }, 60_000);

  it('that is not a database at all is moved away, and its new path is reported', () => {
    writeFileSync(file, 'this is not a database at all, and long enough to be looked at'.repeat(40));
    const store = openStore(file);

    const [aside = ''] = asides();
    expect(store.problems()).toMatchObject([
      { code: 'store-rebuilt-with-losses', message: expect.stringContaining(path.join(folder, aside)) },
    ]);
    store.outbox.of(site).add(review);
    expect(store.outbox.of(site).list()).toHaveLength(1);
    store.close();
  });

  it('keeps reviews, filings, confirmed actions and choices if only findings are damaged', () => {
    const original = fillStore(file);
    const { reviews, filings, pastActions, choices } = contentOf(original);
    original.close();
    changeText('the-bucket-17', 'the-bucket-71');

    const store = openStore(file);
    expect(filings.map(({ step }) => step)).toContain('create-sent');
    expect(contentOf(store)).toMatchObject({ reviews, filings, pastActions, choices, findings: [] });
    expect(store.problems()).toMatchObject([{ code: 'store-rebuilt' }]);
    store.close();
  });

  it('never returns a review whose text differs from the written one, and names its ticket', () => {
    fillStore(file).close();
    changeText('on day 3', 'on day 9');

    const store = openStore(file);
    expect(
      store.outbox
        .of(site)
        .list()
        .map(({ ticket }) => ticket),
    ).toEqual(['PAY-1', 'PAY-2', 'PAY-4', 'PAY-5']);
    expect(store.problems()[0]?.facts).toMatchObject({ damagedReviews: 1, tickets: ['PAY-3'] });
    store.close();
  });

  it('never files what differs from the written filing, and says that one is damaged', () => {
    fillStore(file).close();
    changeText('bucket of day 3', 'bucket of day 9');

    const store = openStore(file);
    const filings = store.filings.of(site).list();
    expect(filings.map(({ id }) => id)).toEqual(['filing-1', 'filing-2', 'filing-4', 'filing-5']);
    expect(store.problems()).toMatchObject([
      { code: 'store-rebuilt-with-losses', facts: { filings: 4, damagedFilings: 1 } },
    ]);
    store.close();
  });

  it('is found while it is in use: the call goes on with a new store', () => {
    const rebuilds: unknown[] = [];
    // More data than SQLite keeps in memory.
    fillStore(file, 6_000).close();
    const store = openStore(file, { onRebuilt: (rebuilt) => void rebuilds.push(rebuilt) });
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));

    expect(store.findings.ofTeam(team)).toEqual([]);
    expect(rebuilds).toHaveLength(1);
    store.outbox.of(site).add(review);
    expect(store.outbox.of(site).list()).toMatchObject([review]);
    expect(store.problems()).toMatchObject([{ code: 'store-rebuilt-with-losses' }]);
    store.close();
  });

  it('of a version without checksums gets them when it is opened', () => {
    const database = new DatabaseSync(file);
    for (const step of migrations.slice(0, 3)) database.exec(step);
    database.exec(`
      INSERT INTO outbox (id, scope, ticket, outcome, reason, created_at)
        VALUES ('r1', '${site}', 'PAY-1', 'fixed', 'Closed on day 3.', '2026-01-01');
      PRAGMA user_version = 3`);
    database.close();
    const upgraded = openStore(file);
    expect(upgraded.problems()).toEqual([]);
    expect(upgraded.outbox.of(site).list()).toMatchObject([{ reason: 'Closed on day 3.' }]);
    upgraded.close();

    changeText('on day 3', 'on day 9');
    const damaged = openStore(file);
    expect(damaged.outbox.of(site).list()).toEqual([]);
    expect(damaged.problems()).toMatchObject([{ code: 'store-rebuilt-with-losses' }]);
    damaged.close();
  });
});

describe('a newer version’s number', () => {
  it('is damage if the tables are this version’s own', () => {
    fillStore(file).close();
    const bytes = readFileSync(file);
    bytes[63] = (bytes[63] ?? 0) + 64;
    writeFileSync(file, bytes);

    const store = openStore(file);
    expect(store.problems()).toMatchObject([{ code: 'store-rebuilt' }]);
    expect(store.outbox.of(site).list()).toHaveLength(5);
    store.close();
  });
});

describe('a review that waits', () => {
  it('is in the store’s own file once it is written, whatever happens to the log', () => {
    const store = openStore(file);
    store.outbox.of(site).add(review);
    const copy = path.join(folder, 'copy.db');
    copyFileSync(file, copy);
    store.close();

    const copied = openStore(copy);
    expect(copied.outbox.of(site).list()).toMatchObject([review]);
    copied.close();
  });
});
