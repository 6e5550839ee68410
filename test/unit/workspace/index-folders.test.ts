import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateIndex } from '../../../daemon/domain/linking/index/template-index.ts';
import { indexFolders } from '../../../daemon/workspace/index-folders.ts';
import { Library } from '../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';

const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
const posix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;

let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('templates');
});
afterEach(() => cleanup.run());

function write(file: string, content: string | Buffer = bucket): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

/** Returns an index that follows the disk. */
async function followed(...folders: string[]) {
  const library = new Library();
  const workspace = library.open(folders.map((path) => ({ path, exclude: [] })));
  await library.idle();
  return { index: () => workspace.index, changed: (...files: string[]) => library.changed(files) };
}

function found(index: TemplateIndex): string[] {
  return [...index.files.keys()].map((file) => path.relative(folder, file).split(path.sep).join('/'));
}

describe('a workspace', () => {
  it('has the templates of every folder, with any case of the extension, in a stable order', async () => {
    for (const file of ['b.yml', 'a/z.YAML', 'a/b/c.json', 'x.template', 'notes.txt', 'a.yaml.bak'])
      write(file);

    expect(found(await indexFolders([folder]))).toEqual(['a/b/c.json', 'a/z.YAML', 'b.yml', 'x.template']);
  });

  it('may be several folders', async () => {
    write('one/a.yaml');
    write('two/b.yaml');

    expect(found(await indexFolders([path.join(folder, 'two'), path.join(folder, 'one')]))).toEqual([
      'two/b.yaml',
      'one/a.yaml',
    ]);
  });

  it('has no files that tools fetched or created', async () => {
    for (const place of ['node_modules/x', '.git', '.aws-sam/build', 'deep/node_modules', '.venv/lib']) {
      write(`${place}/template.yaml`);
    }
    write('kept/template.yaml');

    expect(found(await indexFolders([folder]))).toEqual(['kept/template.yaml']);
  });

  it('may itself be below such a folder', async () => {
    write('node_modules/mine/template.yaml');

    expect(found(await indexFolders([path.join(folder, 'node_modules/mine')]))).toHaveLength(1);
  });

  it.runIf(posix)('stops at a cycle of links, and reads no file twice', async () => {
    write('a/template.yaml');
    symlinkSync(folder, path.join(folder, 'a/again'));
    symlinkSync(path.join(folder, 'a/template.yaml'), path.join(folder, 'link.yaml'));
    symlinkSync(path.join(folder, 'gone.yaml'), path.join(folder, 'dangling.yaml'));

    expect(found(await indexFolders([folder]))).toEqual(['a/template.yaml']);
  });

  it('reports the reason if a template is too large or in another encoding', async () => {
    write('large.yaml', bucket + '#'.repeat(2 * 1024 * 1024));
    write('wide.yaml', Buffer.from(`\uFEFF${bucket}`, 'utf16le'));
    write('latin.yaml', Buffer.concat([Buffer.from(bucket), Buffer.from([0x23, 0xe9, 0x0a])]));
    write('kept.yaml');
    const index = await indexFolders([folder]);
    const errorOf = (file: string) => index.files.get(path.join(folder, file))?.error;

    expect(errorOf('large.yaml')).toMatchObject({ code: 'template-too-large' });
    expect(errorOf('wide.yaml')).toMatchObject({ code: 'template-utf16' });
    expect(errorOf('latin.yaml')).toEqual({ code: 'template-not-utf8', facts: { line: 3 } });
    expect(errorOf('kept.yaml')).toBeUndefined();
    expect(index.declarations('AWS::S3::Bucket', 'Logs').map(({ file }) => path.basename(file.path))).toEqual(
      expect.arrayContaining(['kept.yaml', 'latin.yaml']),
    );
  });

  it('skips large files that are not templates, binary files and entries that are not files', async () => {
    write('large.json', `[${'0,'.repeat(2 * 1024 * 1024)}0]`);
    write('binary.template', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00, 0x80]));
    mkdirSync(path.join(folder, 'folder.yaml'));
    if (posix) execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    write('kept.yaml');

    expect(found(await indexFolders([folder]))).toEqual(['kept.yaml']);
  });

  it.runIf(posix && !isRoot)('skips files without read permission', async () => {
    chmodSync(write('secret.yaml'), 0);
    chmodSync(path.dirname(write('closed/a.yaml')), 0);
    write('kept.yaml');

    const index = await indexFolders([folder]);
    chmodSync(path.join(folder, 'closed'), 0o700);

    expect(found(index)).toEqual(['kept.yaml']);
  });

  it('that does not exist is empty', async () => {
    expect(found(await indexFolders([path.join(folder, 'nowhere')]))).toEqual([]);
  });

  it('reports a template that cannot be read', async () => {
    write('broken.yaml', `${bucket}  Broken: [\n`);

    expect([...(await indexFolders([folder])).files.values()]).toMatchObject([
      { resources: [], error: { code: 'template-syntax', facts: { line: expect.any(Number) } } },
    ]);
  });
});

describe('reading a workspace', () => {
  it('stops when it is aborted', async () => {
    for (let number = 0; number < 40; number++) write(`${number}.yaml`);
    const controller = new AbortController();
    const reading = indexFolders([folder], { signal: controller.signal });
    controller.abort();

    await expect(reading).rejects.toThrow(/abort/i);
    await expect(indexFolders([folder], { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('a file that changes', () => {
  it('is read again, and is removed when it is deleted', async () => {
    const file = write('a.yaml', 'nothing');
    const { index, changed } = await followed(folder);
    expect(found(index())).toEqual([]);

    write('a.yaml');
    await changed(file);
    expect(
      index()
        .files.get(file)
        ?.resources.map(({ id }) => id),
    ).toEqual(['Logs']);

    rmSync(file);
    await changed(file);
    expect(found(index())).toEqual([]);
  });

  it('is not added in a folder that the workspace does not read: SAM builds copies of the source', async () => {
    write('template.yaml');
    const { index, changed } = await followed(folder);

    await changed(write('.aws-sam/build/template.yaml'), write('notes.txt'));

    expect(found(index())).toEqual(['template.yaml']);
  });

  it.runIf(posix)('may become a pipe, and the reader does not wait for it', async () => {
    const file = write('a.yaml');
    const { index, changed } = await followed(folder);
    rmSync(file);
    execFileSync('mkfifo', [file]);

    await changed(file);

    expect(found(index())).toEqual([]);
  });
});

describe.skipIf(!posix)('a change at the target of a link', () => {
  it.each([
    ['a file', 'linked.yaml', 'secret.yaml', 'linked.yaml'],
    ['a folder', 'linked', '.', 'linked/secret.yaml'],
  ])('adds nothing from outside the folder: %s', async (_, link, target, file) => {
    const outside = cleanup.folder('outside');
    writeFileSync(path.join(outside, 'secret.yaml'), bucket);
    symlinkSync(path.join(outside, target), path.join(folder, link));
    const { index, changed } = await followed(folder);

    await changed(path.join(folder, file));

    expect(found(index())).toEqual([]);
  });
});
