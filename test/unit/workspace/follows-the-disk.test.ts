import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkFindings } from '../../../daemon/domain/linking/link-findings.ts';
import { TemplateCache } from '../../../daemon/workspace/cache/template-cache.ts';
import { Library } from '../../../daemon/workspace/worker/thread/library.ts';
import { inventedFindings, inventedStack } from '../../bench/invented-stacks.ts';
import { createCleanup } from '../../support/cleanup.ts';

const stacks = [0, 3, 8, 9].map(inventedStack);
const findings = inventedFindings(stacks, 40);
const resources = stacks.flatMap((stack) => stack.resources);

const folders = ['', 'app', 'app/deep', 'out'];
const place = fc.tuple(fc.constantFrom(...folders), fc.constantFrom('a.yaml', 'b.yaml', 'c.json'));
const text = fc.constantFrom(...stacks.map(({ text }) => text), 'no template');
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at: place, text }),
  fc.record({ kind: fc.constant('delete' as const), at: place }),
  fc.record({ kind: fc.constant('rename' as const), at: place, to: place }),
  fc.record({
    kind: fc.constant('move folder' as const),
    from: fc.constantFrom('app', 'out', 'app/deep'),
    to: fc.constantFrom('moved', 'app/moved', 'out'),
  }),
  fc.record({ kind: fc.constant('delete folder' as const), folder: fc.constantFrom('app', 'out', 'moved') }),
  fc.record({
    kind: fc.constant('ignore' as const),
    folder: fc.constantFrom('', 'app'),
    rules: fc.constantFrom('', 'out/\n', 'a.yaml\n', '*\n!app\n!app/b.yaml\n', 'deep\nmoved\n'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Does the step on disk. Returns the paths that an editor would report. */
function apply(root: string, step: Step): string[] {
  const full = (...names: string[]) => path.join(root, ...names);
  switch (step.kind) {
    case 'write': {
      mkdirSync(full(step.at[0]), { recursive: true });
      writeFileSync(full(...step.at), step.text);
      return [full(...step.at)];
    }
    case 'delete':
      rmSync(full(...step.at), { force: true });
      return [full(...step.at)];
    case 'rename': {
      if (!exists(full(...step.at)) || !exists(full(step.to[0]))) return [];
      renameSync(full(...step.at), full(...step.to));
      return [full(...step.at), full(...step.to)];
    }
    case 'move folder': {
      const [from, to] = [full(step.from), full(step.to)];
      if (!exists(from) || exists(to) || to.startsWith(`${from}${path.sep}`) || !exists(path.dirname(to)))
        return [];
      renameSync(from, to);
      return [from, to];
    }
    case 'delete folder':
      rmSync(full(step.folder), { recursive: true, force: true });
      return [full(step.folder)];
    case 'ignore': {
      if (!exists(full(step.folder))) return [];
      writeFileSync(full(step.folder, '.gitignore'), step.rules);
      return [full(step.folder, '.gitignore')];
    }
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Returns the content of the index. */
function contentOf(workspace: ReturnType<Library['open']>) {
  const { index } = workspace;
  const files = [...index.files.values()].map((file) => [
    file.path,
    file.hash,
    file.resources.map(({ id, line }) => [id, line]),
  ]);
  return {
    files: files.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    links: [...linkFindings(findings, { stacks: resources, templateHashes: new Map() }, index)],
  };
}

describe('an index that follows every change', () => {
  it('is equal to a new index after any changes and any grouping of their reports', async () => {
    const cleanup = createCleanup();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 4 }), isAwaited: fc.boolean() }),
            { maxLength: 8 },
          ),
          async (bursts) => {
            const folder = cleanup.folder('follow');
            const source = { path: folder, exclude: ['**/c.json'] };
            const cache = new TemplateCache(':memory:', '1');
            const library = new Library({ cache, settleMs: 0 });
            const workspace = library.open([source]);
            await library.idle();
            for (const { steps, isAwaited } of bursts) {
              const changed = steps.flatMap((step) => apply(folder, step));
              void library.changed(changed);
              if (isAwaited) await library.idle();
            }
            await library.idle();
            await library.idle();

            const fresh = new Library();
            const expected = fresh.open([source]);
            const cached = new Library({ cache, settleMs: 0 });
            const again = cached.open([source]);
            await Promise.all([fresh.idle(), cached.idle()]);
            expect(contentOf(workspace)).toEqual(contentOf(expected));
            expect(contentOf(again)).toEqual(contentOf(expected));
            expect(workspace.count).toBe(expected.count);
            cache.close();
          },
        ),
        { numRuns: 150 },
      );
    } finally {
      await cleanup.run();
    }
  });
});
