import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Library } from '../../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('rules');
});
afterEach(() => cleanup.run());

const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';

function write(file: string, text = bucket): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** Returns the files that are read when the folder is opened; reporting each as changed must give the same result. */
async function taken({ below = '', exclude = [] as string[], everything = false } = {}): Promise<string[]> {
  const source = { path: path.join(folder, below), exclude, everything };
  const library = new Library();
  const workspace = library.open([source]);
  await library.idle();
  const read = [...workspace.index.files.keys()];
  await library.changed(all);
  expect([...workspace.index.files.keys()].sort()).toEqual([...read].sort());
  return read.map((file) => path.relative(folder, file).split(path.sep).join('/')).sort();
}

let all: string[] = [];
function writeAll(...files: string[]): void {
  for (const file of files) write(file);
  all = files.map((file) => path.join(folder, file));
}

describe('.gitignore', () => {
  it('excludes the files that it names, except those with a negated pattern', async () => {
    writeAll('a.yaml', 'build/b.yaml', 'gen/x.yaml', 'gen/keep.yaml');
    write('.gitignore', 'build/\ngen/*\n!gen/keep.yaml\n');

    expect(await taken()).toEqual(['a.yaml', 'gen/keep.yaml']);
  });

  it('applies in its folder and below, with priority over those in parent folders', async () => {
    writeAll('out/a.yaml', 'app/out/a.yaml', 'app/tmp/a.yaml', 'tmp/a.yaml');
    write('.gitignore', 'out/\n');
    write('app/.gitignore', '!out/\ntmp\n');

    expect(await taken()).toEqual(['app/out/a.yaml', 'tmp/a.yaml']);
  });

  it('of the repository applies in a subfolder that is opened alone, unless the subfolder itself is ignored', async () => {
    writeAll('app/out/a.yaml', 'app/b.yaml', 'build/c.yaml', 'build/out/d.yaml');
    write('.git/HEAD', '');
    write('.gitignore', 'out/\nbuild/\n');

    expect(await taken({ below: 'app' })).toEqual(['app/b.yaml']);
    expect(await taken({ below: 'build' })).toEqual(['build/c.yaml', 'build/out/d.yaml']);
  });

  it('reads the output of CDK, but not that of SAM', async () => {
    writeAll('cdk.out/Data.template.json', 'cdk.out/asset.1a2b/x.json', '.aws-sam/build/template.yaml');
    write('.gitignore', 'cdk.out\n.aws-sam\n');

    expect(await taken()).toEqual(['cdk.out/Data.template.json']);
  });

  it('is not applied if everything is requested', async () => {
    writeAll('build/a.yaml');
    write('.gitignore', 'build/\n');

    expect(await taken({ everything: true })).toEqual(['build/a.yaml']);
  });

  it('that changes is followed', async () => {
    writeAll('build/a.yaml', 'b.yaml');
    const library = new Library();
    const workspace = library.open([{ path: folder, exclude: [] }]);
    await library.idle();

    write('.gitignore', 'build/\n');
    await library.changed([path.join(folder, '.gitignore')]);
    await library.idle();

    expect([...workspace.index.files.keys()]).toEqual([path.join(folder, 'b.yaml')]);
  });

  it.runIf(process.platform === 'linux')('distinguishes upper and lower case, as Git does here', async () => {
    writeAll('Build/a.yaml', 'build/a.yaml');
    write('.gitignore', 'build/\n');

    expect(await taken()).toEqual(['Build/a.yaml']);
  });

  it('that is a link is not applied', async () => {
    writeAll('a.yaml');
    const outside = cleanup.folder('outside');
    writeFileSync(path.join(outside, 'rules'), '*.yaml\n');
    symlinkSync(path.join(outside, 'rules'), path.join(folder, '.gitignore'));

    expect(await taken()).toEqual(['a.yaml']);
  });
});

describe('a file that the editor hides', () => {
  it('is not read: files and folders, by globs relative to the folder', async () => {
    writeAll('a.yaml', 'dist/b.yaml', 'app/dist/c.yaml', 'app/x.gen.yaml', '.hidden/d.yaml');

    expect(await taken({ exclude: ['dist', '**/*.gen.yaml', '**/.hidden'] })).toEqual([
      'a.yaml',
      'app/dist/c.yaml',
    ]);
  });

  it.each([
    ['foo/', ['foo/a.yaml']],
    ['**/foo/', ['app/foo/a.yaml', 'foo/a.yaml']],
    ['a (copy).yaml', ['a (copy).yaml']],
    ['**/(m)', ['app/(m)/a.yaml']],
    ['[!ab].yaml', ['c.yaml']],
    [' **/c.yaml', ['c.yaml']],
    ['{foo,app}', ['app/(m)/a.yaml', 'app/foo/a.yaml', 'foo/a.yaml']],
  ])('is hidden as VS Code hides it: %s', async (glob, hidden) => {
    const files = [
      'a (copy).yaml',
      'a.yaml',
      'app/(m)/a.yaml',
      'app/foo/a.yaml',
      'b.yaml',
      'c.yaml',
      'foo/a.yaml',
    ];
    writeAll(...files);

    expect(await taken({ exclude: [glob] })).toEqual(files.filter((file) => !hidden.includes(file)));
  });

  it('is not hidden by a glob that would take too long', async () => {
    const name = `${'a'.repeat(60)}.yaml`;
    writeAll(name);

    expect(await taken({ exclude: [`${'*a'.repeat(40)}b`, '['.repeat(100_000)] })).toEqual([name]);
  });
});

it('hidden folders are read: GitHub’s and others contain deployments of templates', async () => {
  writeAll('.github/template.yaml');

  expect(await taken()).toEqual(['.github/template.yaml']);
});
