import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statsOf } from '../../../../daemon/workspace/read/file-reader.ts';
import { stampOf } from '../../../../daemon/workspace/read/stamp.ts';
import { linksIn } from '../../../../daemon/workspace/worker/links.ts';
import { Library, type LibraryOptions } from '../../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';
import { finding } from '../../domain/linking/builders.ts';

const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
let cleanup: Cleanup;
let folder: string;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('unread');
});
afterEach(() => cleanup.run());

function write(file: string, text = bucket): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

async function opened(options: LibraryOptions = {}) {
  const library = new Library(options);
  const workspace = library.open([{ path: folder, exclude: [] }]);
  await library.idle();
  return { library, workspace };
}

/** Makes nested folders whose path is longer than the system accepts: even the administrator cannot read them. */
function makeUnreadable() {
  const back = process.cwd();
  const name = 'f'.repeat(250);
  let at = folder;
  process.chdir(folder);
  while (at.length < 4200) {
    mkdirSync(name);
    process.chdir(name);
    at = path.join(at, name);
  }
  process.chdir(back);
  const remove = () => {
    const middle = path.join(folder, ...Array.from({ length: 8 }, () => name));
    if (!existsSync(middle)) return;
    // No call removes a path of this length at once.
    renameSync(middle, path.join(folder, 'rest'));
    for (const part of [name, 'rest']) rmSync(path.join(folder, part), { recursive: true });
  };
  cleanup.add(remove);
  return { unreadable: at, remove };
}

describe('an unread part of a workspace', () => {
  it.runIf(process.platform === 'linux')(
    'is named, and may contain resources that were not found',
    async () => {
      write('a.yaml');
      const { unreadable } = makeUnreadable();
      const { workspace } = await opened();

      expect(workspace.count).toBe(1);
      expect([...workspace.failed()]).toEqual([
        {
          kind: 'unread',
          path: unreadable,
          error: { code: 'folder-denied', facts: { code: 'ENAMETOOLONG' } },
        },
      ]);

      const gone = finding({ id: 'gone' });
      const facts = { version: 1, findings: [gone], stacks: [], templateHashes: new Map(), choices: [] };
      const link = linksIn(workspace, facts).get(gone.key);
      expect(link?.evidence).toMatchObject({
        reason: { kind: 'unknown' },
        qualifiers: [{ kind: 'unread', count: 1 }],
      });
    },
  );

  it.runIf(process.platform === 'linux')('is forgotten once it is deleted', async () => {
    const { remove } = makeUnreadable();
    const { library, workspace } = await opened();
    remove();

    await library.changed([path.join(folder, 'f'.repeat(250))]);

    expect([...workspace.failed()]).toEqual([]);
  });

  it('is a file whose reading did not finish, until it changes', async () => {
    const file = write('a.yaml');
    const stats = statsOf(file);
    const { library, workspace } = await opened({ stuck: new Map(stats && [[file, stampOf(stats)]]) });
    expect([...workspace.failed()]).toEqual([
      { kind: 'unread', path: file, error: { code: 'file-stuck', facts: {} } },
    ]);

    write('a.yaml', `${bucket}# changed\n`);
    await library.changed([file]);

    expect([...workspace.failed()]).toEqual([]);
    expect(workspace.count).toBe(1);
  });

  it.each([
    ['cdk.out/manifest.json', '{"artifacts": {"Shop": {"type": "aws:cloudformation:stack"}}}'],
    ['deploy.sh', 'aws cloudformation deploy --stack-name shop\n'],
    ['.guardrail.yaml', 'stacks:\n  shop: a.yaml\n'],
    ['samconfig.toml', 'stack_name = "shop"\n'],
  ])('is a file with deployments of stacks that is too large: %s', async (name, text) => {
    const file = write(name, text + ' '.repeat(2 * 1024 * 1024));
    write('package.json', `{}${' '.repeat(3 * 1024 * 1024)}`);
    const { workspace } = await opened();

    expect([...workspace.failed()]).toEqual([
      {
        kind: 'unread',
        path: file,
        error: { code: 'deployment-file-too-large', facts: { bytes: expect.any(Number) } },
      },
    ]);
  });

  it('is the rest of a folder that has too many files', async () => {
    for (const name of ['a', 'b', 'c']) write(`${name}.yaml`);
    const { workspace } = await opened({ limits: { maxFiles: 2, maxDeployments: 10 } });

    expect(workspace.count).toBe(2);
    expect([...workspace.failed()]).toMatchObject([
      { path: folder, error: { code: 'folder-too-many-files', facts: { max: 2 } } },
    ]);
  });

  it('is the rest of the deployment hints of a folder that has too many', async () => {
    const mapping = (stacks: number) =>
      `stacks:\n${Array.from({ length: stacks }, (_, number) => `  stack${number}: t.yaml\n`).join('')}`;
    for (const name of ['a', 'b']) {
      write(`${name}/t.yaml`);
      write(`${name}/.guardrail.yaml`, mapping(3));
    }
    const { library, workspace } = await opened({ limits: { maxFiles: 100, maxDeployments: 5 } });
    const second = path.join(folder, 'b', '.guardrail.yaml');
    const stated = () => workspace.index.deployments.forTemplate(path.join(folder, 'b', 't.yaml')).length;
    expect([...workspace.failed()]).toMatchObject([
      { path: second, error: { code: 'folder-too-many-deployments', facts: { max: 5 } } },
    ]);
    expect(stated()).toBe(0);

    write('a/.guardrail.yaml', mapping(1));
    await library.changed([path.join(folder, 'a', '.guardrail.yaml')]);
    write('b/.guardrail.yaml', `${mapping(3)}# again\n`);
    await library.changed([second]);

    expect([...workspace.failed()]).toEqual([]);
    expect(stated()).toBe(3);
  });

  it('is a folder that is nested too deep', async () => {
    write(`${'d/'.repeat(250)}a.yaml`);
    const { workspace } = await opened();

    expect(workspace.count).toBe(0);
    expect([...workspace.failed()]).toMatchObject([
      { error: { code: 'folder-too-deep', facts: { maxDepth: 200 } } },
    ]);
  });
});
