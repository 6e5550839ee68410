import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FolderSet } from '../../../daemon/workspace/worker/thread/folder-set.ts';
import { Library } from '../../../daemon/workspace/worker/thread/library.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';

let cleanup: Cleanup;
let folder: string;
let library: Library;

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('statements');
  library = new Library();
  write('network/vpc.yaml', 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n');
  write('sub/.guardrail.yaml', 'stacks:\n  shop: ../network/vpc.yaml\n');
  write('iam/empty.yaml', '');
});
afterEach(() => cleanup.run());

function write(file: string, text: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

/** Opens a window with these folders; '' is the outermost. */
async function open(...below: string[]): Promise<FolderSet> {
  const workspace = library.open(below.map((name) => ({ path: path.join(folder, name), exclude: [] })));
  await library.idle();
  return workspace;
}

/** Returns the templates of the mapping in a window, and the codes of its errors. */
function saidIn(workspace: FolderSet): { templates: string[]; errors: string[] } {
  const stack = { name: 'shop', account: '111122223333', region: 'eu-west-1' };
  const templates = workspace.index.deployments.forStack(stack).map(({ template }) => template ?? '');
  const errors = [...workspace.failed()].map(({ error }) => error.code ?? '');
  return { templates: templates.map((file) => path.relative(folder, file)), errors };
}

const right = { templates: [path.join('network', 'vpc.yaml')], errors: [] };
const outside = { templates: [], errors: ['mapping-template-outside'] };

describe('a mapping to a template next to its folder', () => {
  it('is valid in windows that have both, with any folders in other windows', async () => {
    const whole = await open('');
    const sub = await open('sub');
    const third = await open('', 'iam');

    expect([saidIn(whole), saidIn(sub), saidIn(third)]).toEqual([right, outside, right]);
  });

  it('stays right in each window after a change', async () => {
    const whole = await open('');
    const sub = await open('sub');
    const vpc = path.join(folder, 'network/vpc.yaml');

    rmSync(vpc);
    await library.changed([vpc]);
    expect(saidIn(whole)).toEqual({ templates: [], errors: ['mapping-template-not-found'] });
    write('network/vpc.yaml', 'Resources: {}\n');
    await library.changed([vpc, path.join(folder, 'sub/.guardrail.yaml')]);

    expect([saidIn(whole), saidIn(sub)]).toEqual([right, outside]);
  });

  it('stays right in one window when the other is closed, which leaves nothing in memory', async () => {
    const whole = await open('');
    const held = library.held;
    const sub = await open('sub');
    library.release(sub);

    expect(library.held).toBe(held);
    expect([saidIn(whole), saidIn(await open('', 'iam'))]).toEqual([right, right]);
    library.release(whole);
    expect(saidIn(await open('sub'))).toEqual(outside);
  });

  it.each([[['', 'sub']], [['sub', '']]])(
    'is read relative to the outermost folder: of %j',
    async (folders) => {
      const workspace = await open(...folders);
      expect(saidIn(workspace)).toEqual(right);

      await library.changed([write('sub/.guardrail.yaml', 'stacks: { shop: ../network/vpc.yaml }\n')]);

      expect(saidIn(workspace)).toEqual(right);
    },
  );

  it('is read relative to the inner folder if the outer one does not read it', async () => {
    const workspace = await open('', 'sub');

    await library.changed([write('.gitignore', 'sub/\n')]);
    await library.idle();

    expect(saidIn(workspace)).toEqual(outside);
  });
});
