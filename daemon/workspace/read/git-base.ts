import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from '../../domain/templates/read/decode.ts';
import { maxTemplateBytes } from '../../domain/templates/read/read-template.ts';

/** A file as it was where its branch began. */
export interface GitBase {
  /** The branch, or the beginning of the commit's hash. */
  readonly name: string;
  /** Absent: the commit does not have the file. */
  readonly text?: string;
}

const maxGitMs = 5_000;
const mainBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];
const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * Resolves to a file at the commit where its branch left the main branch; on the main branch itself at the commit that is
 * checked out. `undefined` if Git is not installed or knows no such commit. Only commands that run no other program are
 * used: no filter, hook, pager or external diff of the repository, and no network.
 * @param root Absolute path of the checkout.
 * @param file Relative to it, with `/`.
 */
export async function readGitBase(
  root: string,
  file: string,
  signal: AbortSignal,
): Promise<GitBase | undefined> {
  const git = async (...words: string[]) => (await runGit(root, words, signal))?.toString('utf8');
  const head = (await git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'))?.trim();
  if (head === undefined || !hash.test(head)) return undefined;
  let base = { name: head.slice(0, 12), commit: head };
  for (const branch of mainBranches) {
    const tip = (await git('rev-parse', '--verify', '--quiet', `${branch}^{commit}`))?.trim();
    if (tip === undefined || !hash.test(tip)) continue;
    const commit = (await git('merge-base', head, tip))?.trim();
    if (commit === undefined || !hash.test(commit)) continue;
    if (commit !== head) base = { name: branch === 'origin/HEAD' ? 'origin' : branch, commit };
    break;
  }
  const listed = await git('ls-tree', '-z', base.commit, '--', file);
  if (listed === undefined) return undefined;
  const blob = /^100(?:644|755) blob ([0-9a-f]{40,64})\t/.exec(listed)?.[1];
  if (blob === undefined) return { name: base.name };
  const bytes = await runGit(root, ['cat-file', 'blob', blob], signal);
  return bytes && { name: base.name, text: decode(bytes).text };
}

/** Resolves to what Git prints; `undefined` if it fails, takes too long or prints too much. */
function runGit(root: string, words: readonly string[], signal: AbortSignal): Promise<Buffer | undefined> {
  const { PATH, HOME, USERPROFILE, SystemRoot } = process.env;
  const fixed = ['--no-pager', '--literal-pathspecs', '-c', 'core.fsmonitor=false'];
  return new Promise((resolve) => {
    execFile(
      'git',
      [...fixed, '-C', path.resolve(root), ...words],
      {
        // Windows looks for a program in the current folder first: never that of a repository.
        cwd: tmpdir(),
        env: {
          ...{ PATH, HOME, USERPROFILE, SystemRoot },
          // A partial clone fetches missing objects from its remote, which can be any command. Older versions of Git know only this
          // list of allowed protocols, which the configuration of a repository cannot extend.
          GIT_ALLOW_PROTOCOL: 'none',
          ...{ GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
        },
        timeout: maxGitMs,
        maxBuffer: maxTemplateBytes,
        windowsHide: true,
        encoding: 'buffer',
        signal,
      },
      (error, stdout) => resolve(error ? undefined : stdout),
    );
  });
}
