import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitHeadOf } from '../../../../daemon/workspace/read/git-head.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const other = 'fedcba9876543210fedcba9876543210fedcba98';

describe('the checkout around a template', () => {
  let cleanup: Cleanup;
  let root: string;
  let file: string;
  const write = (name: string, text: string) => {
    const to = path.join(root, name);
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, text);
  };

  beforeEach(() => {
    cleanup = createCleanup();
    root = cleanup.folder('git-head');
    file = path.join(root, 'infra', 'app.yaml');
    write('infra/app.yaml', '');
    write('.git/HEAD', 'ref: refs/heads/fix/bucket\n');
    write(
      '.git/config',
      '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:acme/infra.git\n',
    );
  });
  afterEach(() => cleanup.run());

  it('names branch, commit and remote', () => {
    write('.git/refs/heads/fix/bucket', `${commit}\n`);
    expect(gitHeadOf(file)).toEqual({
      root,
      branch: 'fix/bucket',
      commit,
      remote: 'git@github.com:acme/infra.git',
    });
  });

  it('finds a commit among the packed refs', () => {
    write(
      '.git/packed-refs',
      `# pack-refs with: peeled\n${other} refs/heads/main\n${commit} refs/heads/fix/bucket\n`,
    );
    expect(gitHeadOf(file)?.commit).toBe(commit);
  });

  it('has no branch if none is checked out', () => {
    write('.git/HEAD', `${commit}\n`);
    expect(gitHeadOf(file)).toMatchObject({ commit });
    expect(gitHeadOf(file)).not.toHaveProperty('branch');
  });

  it('reads a linked worktree from its repository', () => {
    write('tree/.git', `gitdir: ${path.join(root, '.git/worktrees/tree')}\n`);
    write('tree/app.yaml', '');
    write('.git/worktrees/tree/HEAD', 'ref: refs/heads/main\n');
    write('.git/worktrees/tree/commondir', '../..\n');
    write('.git/refs/heads/main', `${other}\n`);
    expect(gitHeadOf(path.join(root, 'tree/app.yaml'))).toEqual({
      root: path.join(root, 'tree'),
      branch: 'main',
      commit: other,
      remote: 'git@github.com:acme/infra.git',
    });
  });

  it('takes the only remote, whatever its name is, and none of several without an origin', () => {
    write('.git/config', '[remote "upstream"]\n  url = https://gitlab.com/acme/infra\n');
    expect(gitHeadOf(file)?.remote).toBe('https://gitlab.com/acme/infra');
    write('.git/config', '[remote "a"]\n url = https://a.example\n[remote "b"]\n url = https://b.example\n');
    expect(gitHeadOf(file)).not.toHaveProperty('remote');
  });

  it('follows no ref out of the repository', () => {
    write('secret', commit);
    write('.git/HEAD', 'ref: refs/heads/../../../secret\n');
    expect(gitHeadOf(file)).toEqual({ root, remote: 'git@github.com:acme/infra.git' });
  });
});
