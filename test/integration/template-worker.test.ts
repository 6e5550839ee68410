import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../daemon/base/log.ts';
import type { FindingLink } from '../../daemon/domain/linking/finding-link.ts';
import { Workspaces } from '../../daemon/workspace/worker/host/workspaces.ts';
import type { LinkFacts } from '../../daemon/workspace/worker/links.ts';
import { inventedFindings, inventedStack } from '../bench/invented-stacks.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';

const eventually = (check: () => unknown) => vi.waitFor(check, 10_000);
let cleanup: Cleanup;
let folder: string;
let logged: string[];

beforeEach(() => {
  cleanup = createCleanup();
  folder = cleanup.folder('worker');
  logged = [];
});
afterEach(() => cleanup.run());

const impatient = { everyMs: 50, maxReadingMs: 1_000, maxWorkingMs: 20_000 };

function start(
  options: { workerFile?: string; stateDir?: string; watchdog?: typeof impatient } = {},
): Workspaces {
  const workspaces = new Workspaces({ log: createLog((line) => logged.push(line)), ...options });
  cleanup.add(() => workspaces.close());
  return workspaces;
}

function viewOn(workspaces: Workspaces, listeners: { onChanged?: () => void; onProgress?: () => void } = {}) {
  const view = workspaces.view({ onChanged: () => {}, ...listeners });
  view.open([{ path: folder, exclude: [] }]);
  return view;
}

/** Writes templates to disk. Returns findings of their resources. */
function organization(templates: number, version = 1): LinkFacts {
  const stacks = Array.from({ length: templates }, (_, number) => inventedStack(number));
  for (const { path: file, text } of stacks) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return {
    version,
    findings: inventedFindings(stacks.slice(0, 4), 20),
    stacks: stacks.slice(0, 4).flatMap(({ resources }) => resources),
    templateHashes: new Map(),
    choices: [],
  };
}

const confidences = (links: ReadonlyMap<string, FindingLink>) =>
  [...new Set([...links.values()].map(({ confidence }) => confidence))].sort();

describe('the thread that reads templates', () => {
  it('links findings to the templates, and again when a file changes', async () => {
    const facts = organization(4);
    const view = viewOn(start());
    await view.linked(() => facts);
    expect(confidences(view.linksBy(facts))).not.toContain('none');
    expect(view.read).toEqual({ state: 'read', read: 4, failed: [] });

    for (const number of [0, 1, 2, 3])
      writeFileSync(path.join(folder, inventedStack(number).path), 'nothing');
    view.changed([folder]);
    await eventually(() => expect(view.read.read).toBe(0));
    await view.linked(() => facts);

    expect(confidences(view.linksBy(facts))).toEqual(['none']);
  });

  it('answers while it reads, and does not call a resource undeclared during that time', async () => {
    const facts = organization(3000);
    const early = Promise.withResolvers<ReadonlyMap<string, FindingLink>>();
    const view = viewOn(start(), {
      onProgress: () => view.linksBy(facts),
      onChanged: () => {
        const links = view.linksBy(facts);
        if (links.size > 0) early.resolve(links);
      },
    });
    const unread = [...(await early.promise).values()].filter(({ confidence }) => confidence === 'none');
    expect(view.read.state).toBe('reading');
    for (const { evidence } of unread) expect(evidence).toEqual({ by: 'reading', state: 'reading' });

    await view.linked(() => facts);

    expect(view.read).toMatchObject({ state: 'read', read: 3000 });
    expect(confidences(view.linksBy(facts))).not.toContain('none');
  });

  it('stops at the user’s request, reports that, and continues on request', async () => {
    const facts = organization(3000);
    let stops = 1;
    const view = viewOn(start(), { onProgress: () => stops-- > 0 && view.cancel() });
    await eventually(() => expect(view.read.state).toBe('partial'));
    expect(view.read.read).toBeLessThan(3000);
    await view.linked(() => ({
      ...facts,
      version: 2,
      findings: inventedFindings([inventedStack(2999)], 3),
    }));
    const links = [...view.linksBy({ ...facts, version: 2 }).values()];
    expect(links.map(({ evidence }) => evidence)).toContainEqual({ by: 'reading', state: 'stopped' });

    view.readOn();

    await eventually(() => expect(view.read).toMatchObject({ state: 'read', read: 3000 }));
  });

  it('answers from the earlier folders until the new ones are read', async () => {
    const facts = organization(4);
    const view = viewOn(start());
    await view.linked(() => facts);
    const states: string[] = [];

    view.open([{ path: path.join(folder, 'workspace', 'service-0'), exclude: [] }]);
    states.push(confidences(view.linksBy(facts)).join());
    await view.linked(() => facts);

    expect(states).not.toContain('none');
    expect(view.read).toMatchObject({ state: 'read', read: 1 });
  });

  it('that dies is replaced, and reads the folders again', async () => {
    const facts = organization(4);
    const workerFile = path.resolve(import.meta.dirname, '../support/failing-worker.ts');
    const view = viewOn(start({ workerFile }));
    await view.linked(() => facts);
    writeFileSync(path.join(folder, 'new.yaml'), 'Resources:\n  New:\n    Type: AWS::S3::Bucket\n');

    view.changed([path.join(folder, 'crash')]);

    await eventually(() => expect(view.read).toEqual({ state: 'read', read: 5, failed: [] }));
    await view.linked(() => facts);
    expect(confidences(view.linksBy(facts))).not.toContain('none');
    expect(logged.join()).toContain('template worker ended');
  });

  it.each(['hang', 'crash'])(
    'that a file makes %s goes on without it, and names it until it changes',
    async (word) => {
      const facts = organization(4);
      const bad = path.join(folder, 'bad.yaml');
      const template = 'Resources:\n  New:\n    Type: AWS::S3::Bucket\n';
      writeFileSync(bad, `# ${word}\n${template}`);
      const workerFile = path.resolve(import.meta.dirname, '../support/hanging-worker.ts');
      const view = viewOn(start({ workerFile, watchdog: impatient }));

      await view.linked(() => facts);

      expect(view.read).toMatchObject({ state: 'read', read: 4 });
      expect(view.read.failed).toEqual([
        { kind: 'unread', path: bad, error: { code: 'file-stuck', facts: {} } },
      ]);
      expect(confidences(view.linksBy(facts))).not.toContain('none');
      expect(logged.filter((line) => line.includes('template worker ended'))).toHaveLength(1);
      expect(logged.join()).toContain('bad.yaml');

      writeFileSync(bad, template);
      view.changed([bad]);

      await eventually(() => expect(view.read).toEqual({ state: 'read', read: 5, failed: [] }));
    },
  );

  it('that dies repeatedly is not restarted until the next request, and no request keeps waiting', async () => {
    const facts = organization(1);
    const workerFile = path.join(folder, 'broken.mjs');
    writeFileSync(workerFile, 'throw new Error("broken")');
    const view = viewOn(start({ workerFile }));

    await view.linked(() => facts);

    expect(view.read.state).toBe('partial');
    expect(view.linksBy(facts).size).toBe(0);
  });

  it('keeps its results for the next start', async () => {
    const facts = organization(4);
    const stateDir = cleanup.folder('state');
    const first = start({ stateDir });
    await viewOn(first).linked(() => facts);
    await first.close();

    const view = viewOn(start({ stateDir }));
    await view.linked(() => facts);

    expect(confidences(view.linksBy(facts))).not.toContain('none');
    expect(logged).toEqual([]);
  });

  it('links all findings if its cache is damaged, and reports that', async () => {
    const facts = organization(4);
    const stateDir = cleanup.folder('state');
    // A file that was just written is recognized by its text, not by its times.
    const first = start({ stateDir });
    await viewOn(first).linked(() => facts);
    await first.close();
    const database = new DatabaseSync(path.join(stateDir, 'templates.db'));
    database.exec(`UPDATE places SET places = '[[1,2' WHERE text = 1`);
    database.close();

    const view = viewOn(start({ stateDir }));
    await view.linked(() => facts);

    expect(confidences(view.linksBy(facts))).not.toContain('none');
    expect(logged.join()).toMatch(/template reading.*What the cache holds of .* cannot be used/);
  });
});
