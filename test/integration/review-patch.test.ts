import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { readReviewPatch, reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { readGitBase } from '../../daemon/workspace/read/git-base.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

const { signal } = new AbortController();
const identity = ['-c', 'user.name=Mika', '-c', 'user.email=mika@example.com', '-c', 'commit.gpgsign=false'];
const gitIn =
  (folder: string) =>
  (...words: string[]) =>
    execFileSync('git', ['-C', folder, ...identity, ...words], { encoding: 'utf8', stdio: 'pipe' });

describe.skipIf(!hasGit)('the base of a file in Git', () => {
  const cleanup = createCleanup();
  afterAll(() => cleanup.run());

  it('is where the branch began; on the main branch the commit itself; a new file has none', async () => {
    const folder = cleanup.folder('git-base');
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    expect(await readGitBase(folder, 'a.yaml', signal)).toBeUndefined();
    writeFileSync(path.join(folder, 'a.yaml'), 'A: 1\n');
    git('add', '.');
    git('commit', '-qm', 'first');
    writeFileSync(path.join(folder, 'a.yaml'), 'A: 2\n');
    expect(await readGitBase(folder, 'a.yaml', signal)).toEqual({
      name: git('rev-parse', 'HEAD').slice(0, 12),
      text: 'A: 1\n',
    });
    git('checkout', '-qb', 'fix');
    git('commit', '-qam', 'second');
    git('checkout', '-q', 'main');
    writeFileSync(path.join(folder, 'b.yaml'), 'B: 1\n');
    git('add', '.');
    git('commit', '-qm', 'on main');
    git('checkout', '-q', 'fix');
    expect(await readGitBase(folder, 'a.yaml', signal)).toEqual({ name: 'main', text: 'A: 1\n' });
    expect(await readGitBase(folder, 'new.yaml', signal)).toEqual({ name: 'main' });
    expect(await readGitBase(folder, '../outside.yaml', signal)).toBeUndefined();
  });

  it('runs no program that a repository names', async () => {
    const folder = cleanup.folder('git-hostile');
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    writeFileSync(path.join(folder, '.gitattributes'), '* filter=evil diff=evil\n');
    writeFileSync(path.join(folder, 'a.yaml'), 'A: 1\n');
    git('add', '.');
    git('commit', '-qm', 'first');
    const mark = path.join(folder, 'ran');
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'diff.external',
      'filter.evil.smudge',
      'filter.evil.clean',
    ])
      git('config', name, `touch ${mark}`);
    git('config', 'diff.evil.textconv', `touch ${mark}`);
    expect((await readGitBase(folder, 'a.yaml', signal))?.text).toBe('A: 1\n');
    expect(existsSync(mark)).toBe(false);
  });
});

describe.skipIf(!hasGit)('the base of a file in a hostile or unusual repository', () => {
  const cleanup = createCleanup();
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });
  afterAll(() => cleanup.run());

  it('fetches nothing for a partial clone, although its configuration allows that and Git is old', async () => {
    const folder = cleanup.folder('git-partial');
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    writeFileSync(path.join(folder, 'a.yaml'), 'A: 1\n');
    git('add', '.');
    git('commit', '-qm', 'first');
    const blob = git('rev-parse', 'HEAD:a.yaml').trim();
    rmSync(path.join(folder, '.git', 'objects', blob.slice(0, 2)), { recursive: true });
    const mark = path.join(folder, 'ran');
    for (const [name, value] of [
      ['core.repositoryformatversion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', folder],
      ['remote.origin.uploadpack', `touch ${mark};`],
      ['protocol.file.allow', 'always'],
    ] as const)
      git('config', name, value);
    // A version of Git that does not know how to leave a fetch.
    const programs = cleanup.folder('old-git');
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(path.join(programs, 'git'), `#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec ${real} "$@"\n`, {
      mode: 0o755,
    });
    process.env.PATH = `${programs}${path.delimiter}${PATH}`;
    expect(await readGitBase(folder, 'a.yaml', signal)).toBeUndefined();
    expect(existsSync(mark)).toBe(false);
  });

  it('is decoded as the file is', async () => {
    const folder = cleanup.folder('git-utf-16');
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    writeFileSync(path.join(folder, 'a.yaml'), Buffer.from('\uFEFFA: 検出\n', 'utf16le'));
    git('add', '.');
    git('commit', '-qm', 'first');
    expect((await readGitBase(folder, 'a.yaml', signal))?.text).toBe('A: 検出\n');
  });
});

describe.skipIf(!hasGit)('a review with the changes of its template', () => {
  const cleanup = createCleanup();
  let terminal: Terminal;
  let folder: string;
  let finding: FindingView;
  let comments: () => string;
  afterAll(() => cleanup.run());

  beforeAll(async () => {
    const sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    terminal = openTerminal(sandbox);
    cleanup.add(() => terminal.close());
    folder = path.join(cleanup.folder('patch'), 'work');
    mkdirSync(folder);
    cpSync(sandbox.hello.workspace, folder, { recursive: true });
    await terminal.run(['sync']);
    const listed = await terminal.run(['findings', '--json', '--workspace', folder]);
    const found = (
      JSON.parse(listed.stdout) as (FindingView & { link?: { file?: string; line?: number } })[]
    ).find(({ link, ticket }) => link?.confidence === 'certain' && ticket?.state === 'todo');
    if (!found) throw new Error('The sample has a finding with a certain link and a ticket.');
    finding = found;
    const issue = sandbox.world.issues.find(({ key }) => key === found.ticket?.key);
    comments = () => JSON.stringify(issue?.comments.map(({ body }) => body));
  }, 60_000);

  const review = (...options: string[]) =>
    terminal.run([
      ...['review', finding.ticket?.key ?? '', '--outcome', 'fixed', '--reason', 'Closed it.'],
      ...['--workspace', folder, ...options],
    ]);
  const edited = () => path.resolve(folder, (finding.link as unknown as { file: string }).file);

  it('is refused with one line outside of Git and without a change, and sends nothing', async () => {
    const outside = await review('--patch');
    expect([outside.code, outside.stderr]).toEqual([1, expect.stringContaining('not in a Git checkout')]);
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'first');
    const unchanged = await review('--patch');
    expect([unchanged.code, unchanged.stderr]).toEqual([1, expect.stringContaining('does not differ from')]);
    expect(comments()).not.toContain('Closed it.');
  }, 60_000);

  it('is shown before, and has the changes of that file alone, without secrets', async () => {
    const file = edited();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.trimEnd()}\n# Reviewed: {noformat} yes\n# Token: AKIAABCDEFGHIJKLMNOP\n`);
    writeFileSync(path.join(folder, 'other.yaml'), 'Secret: elsewhere\n');
    const preview = await review('--patch', '--preview');
    expect(preview.stdout).toContain('+# Reviewed: {noformat} yes');
    expect(preview.stdout).toContain('•••');
    expect(comments()).not.toContain('Closed it.');

    const sent = await review('--patch');
    expect([sent.code, sent.stderr]).toEqual([0, '']);
    expect(sent.stdout).toContain(preview.stdout);
    expect(comments()).toContain('"codeBlock"');
    expect(comments()).toContain('+# Reviewed: {noformat} yes');
    expect(comments()).toContain('compared with');
    expect(comments()).not.toContain('AKIAABC');
    expect(comments()).not.toContain('elsewhere');
    const cases = JSON.parse((await terminal.run(['tickets', '--state', 'review', '--json'])).stdout);
    const mine = cases.find(({ key }: { key: string }) => key === finding.ticket?.key);
    expect(mine?.review).toMatchObject({ reason: 'Closed it.' });
    expect(mine?.review.patch.join('\n')).toContain('+# Reviewed: {noformat} yes');
  }, 60_000);
});

describe.skipIf(!hasGit)('changes that a user has seen', () => {
  const cleanup = createCleanup();
  afterAll(() => cleanup.run());

  it('are the only ones that a review attaches: after another change of the template it is refused', async () => {
    const sandbox = await startSmallSandbox();
    cleanup.add(() => sandbox.close());
    const folder = path.join(cleanup.folder('seen'), 'work');
    cpSync(sandbox.hello.workspace, folder, { recursive: true });
    const git = gitIn(folder);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'first');
    const daemon = await startDaemon(sandbox);
    cleanup.add(() => daemon.close());
    const client = await daemon.client({ folders: [folder] });
    await client.request(runSync, {});
    const { findings } = await client.request(listFindings, {});
    const found = findings.find(
      ({ link, ticket }) => link?.place && link.confidence === 'certain' && ticket?.state === 'todo',
    );
    const [ticket, file] = [found?.ticket?.key ?? '', found?.link?.place?.file ?? ''];
    const issue = sandbox.world.issues.find(({ key }) => key === ticket);
    const send = (patch: string) =>
      client.request(reviewTicket, { ticket, outcome: 'fixed', reason: 'Closed it.', patch });
    const append = (line: string) =>
      writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n${line}\n`);

    append('# What the user sees');
    const seen = await client.request(readReviewPatch, { ticket });
    append('# What the user does not see');
    await expect(send(seen.id)).rejects.toThrow('Look at the changes again');
    expect(issue?.status).toBe('todo');

    const seenNow = await client.request(readReviewPatch, { ticket });
    expect(seenNow.id).not.toBe(seen.id);
    expect((await send(seenNow.id)).result).toBe('confirmed');
    expect(JSON.stringify(issue?.comments.at(-1)?.body)).toContain('# What the user does not see');
  }, 60_000);
});
