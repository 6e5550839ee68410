import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Library } from '../../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('checkouts');
});
afterEach(() => cleanup.run());

function write(file: string, text = bucket): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

/** Makes a checkout with its own template, as `git init` or `git clone` does. */
function repository(at: string): void {
  write(path.join(at, '.git/HEAD'), 'ref: refs/heads/main\n');
  write(path.join(at, 'a.yaml'));
}

/** Makes a folder as `git worktree add` does, with an absolute path or, as newer versions may write it, a relative one. */
function worktree(at: string, repositoryAt: string, { relative = false, git = '.git' } = {}): void {
  const target = path.join(folder, repositoryAt, git, 'worktrees', path.basename(at));
  const full = path.join(folder, at);
  write(path.join(at, '.git'), `gitdir: ${relative ? path.relative(full, target) : target}\n`);
  write(path.join(at, 'a.yaml'));
}

/** Returns the files that are read of the folder; then reports all as changed, which must not add any. */
async function read(
  below = '',
  options: { exclude?: string[]; everything?: boolean } = {},
): Promise<string[]> {
  const library = new Library();
  const top = path.join(folder, below);
  const workspace = library.open([{ path: top, exclude: [], ...options }]);
  await library.idle();
  const names = () =>
    [...workspace.index.files.keys()]
      .map((file) => path.relative(folder, file).split(path.sep).join('/'))
      .sort();
  const found = names();
  await library.changed(
    ['.worktrees/x/a.yaml', 'feature/a.yaml', 'app/.worktrees/x/a.yaml'].map((file) =>
      path.join(folder, file),
    ),
  );
  expect(names()).toEqual(found);
  await library.changed(['.worktrees', 'feature', 'app'].map((file) => path.join(folder, file)));
  expect(names()).toEqual(found);
  return found;
}

describe('a worktree of Git below the opened folder', () => {
  it.each([{ relative: false }, { relative: true }])(
    'is not a second copy of its repository: %j',
    async (written) => {
      repository('');
      worktree('.worktrees/x', '', written);

      expect(await read()).toEqual(['a.yaml']);
    },
  );

  it('is not a second copy if the repository is next to it, or above the opened folder', async () => {
    repository('app');
    worktree('feature', 'app');
    worktree('app/.worktrees/x', 'app');

    expect(await read()).toEqual(['app/a.yaml']);
    expect(await read('app')).toEqual(['app/a.yaml']);
  });

  it('is not a second copy of the worktree that contains it', async () => {
    worktree('feature', 'elsewhere');
    worktree('feature/.worktrees/x', 'elsewhere');

    expect(await read('feature')).toEqual(['feature/a.yaml']);
  });

  it('is not a second copy if the opened folder is a link to the repository', async () => {
    repository('app');
    worktree('app/.worktrees/x', 'app');
    symlinkSync(path.join(folder, 'app'), path.join(folder, 'linked'));

    expect(await read('linked')).toEqual(['linked/a.yaml']);
  });

  it('is read if it is opened itself, or if its repository is not in the folder', async () => {
    repository('app');
    worktree('feature', 'app');
    worktree('other/x', 'gone');

    expect(await read('feature')).toEqual(['feature/a.yaml']);
    expect(await read('other')).toEqual(['other/x/a.yaml']);
  });

  it('is read if its repository is excluded, or if everything is requested', async () => {
    repository('app');
    worktree('feature', 'app');

    expect(await read('', { exclude: ['app'] })).toEqual(['feature/a.yaml']);
    expect(await read('', { everything: true })).toEqual(['app/a.yaml', 'feature/a.yaml']);
  });

  it('is not a submodule, and not a file that only looks like a worktree', async () => {
    repository('');
    write('lib/.git', 'gitdir: ../.git/modules/lib\n');
    write('lib/a.yaml');
    write('odd/.git', 'nothing\n');
    write('odd/a.yaml');

    expect(await read()).toEqual(['a.yaml', 'lib/a.yaml', 'odd/a.yaml']);
  });
});
