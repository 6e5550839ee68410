import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemplateCache } from '../../../daemon/workspace/cache/template-cache.ts';
import type { FolderSet } from '../../../daemon/workspace/worker/thread/folder-set.ts';
import { Library } from '../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;
let cacheFile: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('unusable');
  cacheFile = path.join(cleanup.folder('state'), 'templates.db');
});
afterEach(() => cleanup.run());

/** Writes a template. The resource's id is in the line of this number, 0-based. */
function write(file: string, id: string, line: number): string {
  const full = path.join(folder, file);
  const comments = '# a comment\n'.repeat(line - 1);
  writeFileSync(full, `${comments}Resources:\n  ${id}:\n    Type: AWS::S3::Bucket\n`);
  return full;
}

/** Starts a daemon that is killed later: nothing is closed before the test is over. */
async function start(opened = folder) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const cache = new TemplateCache(cacheFile, 'reader', onError);
  cleanup.add(() => cache.close());
  const library = new Library({ cache, settleMs: 0, onError });
  const workspace = library.open([{ path: opened, exclude: [] }]);
  await library.idle();
  return { library, workspace, errors };
}

/** Returns the line of each resource, as linking requests it. 0-based. */
function linesIn({ index }: FolderSet): Record<string, number> {
  const all = [...index.files.values()].flatMap(({ resources }) => resources);
  return Object.fromEntries(all.map(({ id, line }) => [id, line]));
}

function inCache(work: (database: DatabaseSync) => unknown): unknown {
  const database = new DatabaseSync(cacheFile, { enableForeignKeyConstraints: false });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function rows(table: string): number {
  return inCache((database) => database.prepare(`SELECT * FROM ${table}`).all().length) as number;
}

describe('a cache with a broken entry', () => {
  it.each([
    ['no places of a template', 'DELETE FROM places WHERE text = 1'],
    ['cut places', `UPDATE places SET places = '[[1,2'`],
    ['places of fewer resources', `UPDATE places SET places = '[]'`],
    ['places of another shape', `UPDATE places SET places = '[1]'`],
    ['cut resources', `UPDATE text SET said = '[[1,2'`],
    ['resources of another shape', `UPDATE text SET said = '[]'`],
    ['another resource than was kept', `UPDATE text SET said = replace(said, '"A"', '"X"')`],
    ['other lines than were kept', `UPDATE places SET places = replace(places, '1', '7')`],
    ['a cut template', `UPDATE text SET file = '{'`],
    ['no template for a file that has one', 'DELETE FROM text WHERE id = 1'],
  ])('costs a second reading, and is repaired: %s', async (_, damage) => {
    write('a.yaml', 'A', 1);
    write('b.yaml', 'B', 3);
    await start();
    inCache((database) => database.exec(damage));

    const second = await start();
    expect(linesIn(second.workspace)).toEqual({ A: 1, B: 3 });
    expect(String(second.errors[0])).toMatch(/What the cache holds of .*[ab]\.yaml cannot be used/);

    const third = await start();
    expect([linesIn(third.workspace), third.errors]).toEqual([{ A: 1, B: 3 }, []]);
    const fourth = await start();
    expect([linesIn(fourth.workspace), fourth.errors]).toEqual([{ A: 1, B: 3 }, []]);
    expect([rows('file'), rows('text')]).toEqual([2, 2]);
  });

  it('keeps all other files, also another file of the same text', async () => {
    write('a.yaml', 'A', 1);
    await start();
    inCache((database) => database.exec(`UPDATE places SET places = '[[1,2'`));
    write('b.yaml', 'B', 3);
    write('c.yaml', 'A', 1);

    const { errors } = await start();

    expect([errors, rows('file'), rows('text')]).toEqual([[], 3, 2]);
  });

  it('returns nothing of a template that was deleted before it was needed', async () => {
    const file = write('a.yaml', 'A', 1);
    await start();
    inCache((database) => database.exec(`UPDATE places SET places = '[[1,2'`));
    const { workspace } = await start();
    const [template] = workspace.index.files.values();
    writeFileSync(file, 'nothing');

    expect(template?.resources).toMatchObject([{ id: 'A', line: 0, properties: {} }]);
  });

  it('never gives a template the places of one that was read later', async () => {
    write('a.yaml', 'A', 1);
    write('b.yaml', 'A', 1);
    await start();
    inCache((database) => database.exec(`UPDATE places SET places = '[[1,2'`));
    const { library, workspace } = await start();
    const [a, b] = workspace.index.files.values();
    expect(a?.resources[0]?.line).toBe(1);

    await library.changed([write('c.yaml', 'C', 5)]);

    expect([b?.resources[0]?.line, linesIn(workspace).C]).toEqual([1, 5]);
  });
});

describe('a cache of a daemon that is killed at every end', () => {
  it('does not grow with every text that a file ever had', async () => {
    for (let number = 1; number < 6; number++) {
      write('a.yaml', `A${number}`, number);
      await start();
    }

    await start();

    expect([rows('file'), rows('text'), rows('places')]).toEqual([1, 1, 1]);
  });

  it('forgets folders that were not opened for a month', async () => {
    write('a.yaml', 'A', 1);
    await start();
    const other = cleanup.folder('other');
    inCache((database) => database.exec('UPDATE root SET used = used - 30'));
    await start(other);
    expect(rows('text')).toBe(1);

    inCache((database) => database.exec('UPDATE root SET used = used - 31'));
    await start(other);

    expect([rows('root'), rows('file'), rows('text'), rows('places')]).toEqual([1, 0, 0, 0]);
  });
});
