import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemplateCache } from '../../../../../daemon/workspace/cache/template-cache.ts';
import { stampOf } from '../../../../../daemon/workspace/read/stamp.ts';
import type { FolderSet } from '../../../../../daemon/workspace/worker/thread/folder-set.ts';
import { Library, type LibraryOptions } from '../../../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;
let cacheFile: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('library');
  cacheFile = path.join(cleanup.folder('state'), 'templates.db');
});
afterEach(() => cleanup.run());

const template = (id: string) => `Resources:\n  ${id}:\n    Type: AWS::S3::Bucket\n`;

function write(file: string, text: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

async function read(options: LibraryOptions = {}, ...below: string[]) {
  const library = new Library(options);
  const paths = below.length === 0 ? [folder] : below.map((name) => path.join(folder, name));
  const workspace = library.open(paths.map((each) => ({ path: each, exclude: [] })));
  await library.idle();
  return { library, workspace, ids: () => idsOf(workspace) };
}

function idsOf({ index }: FolderSet): string[] {
  return [...index.files.values()].flatMap(({ resources }) => resources.map(({ id }) => id)).sort();
}

/** Starts a daemon; `version` names its reader. */
async function start(version = 'reader') {
  const cache = new TemplateCache(cacheFile, version);
  cleanup.add(() => cache.close());
  const errors: unknown[] = [];
  const started = await read({ cache, settleMs: 0, onError: (error) => errors.push(error) });
  return { ...started, cache, errors };
}

/** Returns the cache's entry of a file in its current state on disk. */
function recalled(cache: TemplateCache, file: string) {
  return cache.folder(folder).recall(file, stampOf(statSync(file)));
}

describe('a second start', () => {
  it('keeps the files that were read, and reads changed, new and deleted files', async () => {
    write('same.yaml', template('Same'));
    write('changes.yaml', template('Before'));
    write('goes.yaml', template('Gone'));
    (await start()).cache.close();
    write('changes.yaml', template('Beyond'));
    write('comes.yaml', template('New'));
    rmSync(path.join(folder, 'goes.yaml'));

    const { ids } = await start();

    expect(ids()).toEqual(['Beyond', 'New', 'Same']);
  });

  it('does not read unchanged files', async () => {
    const file = write('a.yaml', template('Same'));
    const first = await start();
    first.cache.close();
    const cache = new TemplateCache(cacheFile, 'reader');
    cleanup.add(() => cache.close());

    const remembered = recalled(cache, file)?.template;

    expect(remembered).toMatchObject({
      path: file,
      format: 'yaml',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(remembered?.resources[0]).toMatchObject({ id: 'Same', line: 1, keyEndColumn: 6 });
  });

  it('recognizes a text under another name', async () => {
    write('a.yaml', template('Moved'));
    const { cache } = await start();
    const memory = cache.folder(folder);
    const [known] = (await read()).workspace.index.files.values();

    const text = memory.recallText(known?.hash ?? '', template('Moved').length, path.join(folder, 'b.yaml'));

    expect(text).toMatchObject({ path: path.join(folder, 'b.yaml') });
    expect(text?.resources.map(({ id }) => id)).toEqual(['Moved']);
  });

  it('does not trust the times of a file that was written just before it was read', async () => {
    const file = write('a.yaml', template('Same'));
    const cache = new TemplateCache(cacheFile, 'reader');
    await read({ cache, settleMs: 60_000 });
    cache.close();

    const again = new TemplateCache(cacheFile, 'reader');
    cleanup.add(() => again.close());

    expect(recalled(again, file)).toBeUndefined();
  });

  it('with another reader ignores the results of the previous one', async () => {
    const file = write('a.yaml', template('Same'));
    (await start('old')).cache.close();

    const cache = new TemplateCache(cacheFile, 'new');
    cleanup.add(() => cache.close());

    expect(recalled(cache, file)).toBeUndefined();
  });

  it('still has the lines of resources that a file declared before it broke', async () => {
    const file = write('a.yaml', template('Kept'));
    (await start()).cache.close();
    const { library, workspace } = await start();
    const known = workspace.index.files.get(file);

    await library.changed([write('a.yaml', 'Resources:\n  Kept: [\n    Type: AWS::S3::Bucket\n')]);

    expect(known?.resources[0]).toMatchObject({ id: 'Kept', line: 1 });
    expect(workspace.index.files.get(file)?.resources[0]).toMatchObject({ id: 'Kept', line: 1 });
  });

  it('reads all again if the cache is damaged, and makes a new one', async () => {
    const file = write('a.yaml', template('Same'));
    writeFileSync(cacheFile, 'no database'.repeat(1000));
    const first = await start();
    expect(first.ids()).toEqual(['Same']);
    first.cache.close();

    const cache = new TemplateCache(cacheFile, 'reader');
    cleanup.add(() => cache.close());

    expect(recalled(cache, file)).toBeDefined();
  });

  it('continues if the cache fails in between', async () => {
    write('a.yaml', template('Same'));
    const { library, cache, errors, ids } = await start();
    cache.close();

    await library.changed([write('b.yaml', template('New'))]);

    expect(ids()).toEqual(['New', 'Same']);
    expect(errors).toHaveLength(1);
  });
});

describe('folders that are opened more than once', () => {
  it('are one workspace if they are the same, in any order', async () => {
    write('one/a.yaml', template('A'));
    write('two/b.yaml', template('B'));
    const { library, workspace } = await read({}, 'one', 'two');
    const other = library.open(
      ['two', 'one'].map((name) => ({ path: path.join(folder, name), exclude: [] })),
    );

    expect(other).toBe(workspace);
    library.release(other);
    await library.changed([write('one/c.yaml', template('C'))]);
    expect(idsOf(workspace)).toEqual(['A', 'B', 'C']);
  });

  it('are followed in every workspace that has them, and shared', async () => {
    write('one/a.yaml', template('A'));
    write('two/b.yaml', template('B'));
    const { library, workspace } = await read({}, 'one');
    const both = library.open(['one', 'two'].map((name) => ({ path: path.join(folder, name), exclude: [] })));
    await library.idle();
    const file = write('one/a.yaml', template('Changed'));
    await library.changed([file]);

    expect(idsOf(workspace)).toEqual(['Changed']);
    expect(idsOf(both)).toEqual(['B', 'Changed']);
    expect(both.index.files.get(file)).toBe(workspace.index.files.get(file));
  });

  it('may be nested: a file stays as long as one of them contains it', async () => {
    write('one/a.yaml', template('A'));
    write('one/two/b.yaml', template('B'));
    const { library, workspace } = await read({}, 'one', 'one/two');
    expect(idsOf(workspace)).toEqual(['A', 'B']);

    write('one/.gitignore', 'two/\n');
    await library.changed([path.join(folder, 'one/.gitignore')]);
    await library.idle();

    expect(idsOf(workspace)).toEqual(['A', 'B']);
  });

  it('are forgotten when the last window closes them', async () => {
    write('a.yaml', template('A'));
    const { library, workspace } = await read();
    library.release(workspace);

    await library.changed([write('a.yaml', template('Later'))]);

    expect(idsOf(workspace)).toEqual(['A']);
  });
});

it('folders that are released while a change is read leave nothing in memory, and are not read any further', async () => {
  const files = [write('samconfig.toml', ''), write('below/samconfig.toml', '')];
  const begun = Promise.withResolvers<void>();
  const goesOn = Promise.withResolvers<void>();
  let wait = async () => {};
  const asked: string[] = [];
  const deployments = {
    isDeploymentFile: (file: string) => file.endsWith('samconfig.toml'),
    async readDeployments(file: string) {
      asked.push(file);
      await wait();
      return { deployments: [], constructs: [], problems: [] };
    },
  };
  const { library, workspace } = await read({ deployments });
  wait = () => {
    begun.resolve();
    return goesOn.promise;
  };
  asked.length = 0;

  const before = library.held;
  void library.changed(files);
  await begun.promise;
  library.release(workspace);
  goesOn.resolve();
  await library.idle();

  expect([before, library.held]).toEqual([2, 0]);
  expect(asked).toHaveLength(1);
});

describe('reading that is stopped', () => {
  it('keeps the files that were read, is marked as partial, and continues on request', async () => {
    for (let number = 0; number < 1200; number++) write(`${number}.yaml`, template(`Bucket${number}`));
    let stops = 1;
    const library: Library = new Library({
      onProgress: (workspace) => stops-- > 0 && library.cancel(workspace),
    });
    const workspace = library.open([{ path: folder, exclude: [] }]);
    await library.idle();
    const [state, count] = [workspace.state, workspace.count];

    library.readOn(workspace);
    await library.idle();

    expect(state).toBe('partial');
    expect(count).toBe(500);
    expect(workspace.state).toBe('read');
    expect(workspace.count).toBe(1200);
  });
});

it('a reader that fails on one file is reported, and the rest is read', async () => {
  write('a.yaml', template('A'));
  write('b.json', '{"not": "a template"}');
  const errors: unknown[] = [];
  const deployments = {
    isDeploymentFile: (file: string) => file.endsWith('b.json'),
    readDeployments: () => Promise.reject(new Error('a bug')),
  };
  const { ids } = await read({ deployments, onError: (error) => errors.push(error) });

  expect(ids()).toEqual(['A']);
  expect(errors).toHaveLength(1);
});

it('a file whose reading depends on others is read again when they are created or deleted', async () => {
  write('samconfig.toml', '');
  const asked: boolean[] = [];
  const deployments = {
    isDeploymentFile: (file: string) => path.basename(file) === 'samconfig.toml',
    async readDeployments(file: string, _text: string, others: { exists(file: string): Promise<boolean> }) {
      asked.push(await others.exists(path.join(path.dirname(file), 'template.yaml')));
      return { deployments: [], constructs: [], problems: [] };
    },
  };
  const { library } = await read({ deployments });

  await library.changed([write('template.yaml', template('A'))]);
  rmSync(path.join(folder, 'template.yaml'));
  await library.changed([path.join(folder, 'template.yaml')]);

  expect(asked).toEqual([false, true, false]);
});
