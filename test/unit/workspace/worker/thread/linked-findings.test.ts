import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSameData } from '../../../../../daemon/base/same-data.ts';
import type { DeploymentHints } from '../../../../../daemon/domain/deployments/hints.ts';
import { identityOf, type LinkChoice } from '../../../../../daemon/domain/linking/choices/link-choice.ts';
import { TemplateIndex } from '../../../../../daemon/domain/linking/index/template-index.ts';
import { deployedHash } from '../../../../../daemon/domain/templates/content-hash.ts';
import type { TemplateFile } from '../../../../../daemon/domain/templates/template.ts';
import { readerOf } from '../../../../../daemon/workspace/read/template-reader.ts';
import { type LinkFacts, type Links, linksIn } from '../../../../../daemon/workspace/worker/links.ts';
import { LinkedFindings } from '../../../../../daemon/workspace/worker/thread/linked-findings.ts';
import type { ReadState } from '../../../../../daemon/workspace/worker/thread/watched-folder.ts';
import { createCleanup } from '../../../../support/cleanup.ts';
import { readWorkspace } from '../../../../support/linking/link-workspace.ts';
import { createOrganizationOfStacks } from '../../../../support/organization-of-stacks/organization.ts';

const cleanup = createCleanup();
afterAll(() => cleanup.run());

const organization = createOrganizationOfStacks(3);
/** A third: linking all of them after each step would take long. */
const findings = organization.cases.flatMap(({ finding }, number) => (number % 3 === 0 ? [finding] : []));
const folder = cleanup.folder('linked');
/** The organization's texts, templates and hints, by absolute path. */
const texts = new Map([...organization.files].map(([file, text]) => [path.join(folder, file), text]));
let whole: TemplateIndex;
beforeAll(async () => {
  whole = await readWorkspace(folder, organization.files);
});

/** A workspace whose files change, with the links that follow each change. */
function startWorkspace() {
  const index = new TemplateIndex([folder]);
  const reading: { state: ReadState; unreadCount: number; isVirtual: boolean } = {
    state: 'read',
    unreadCount: 0,
    isVirtual: false,
  };
  const hints = hintsByFile(whole);
  for (const [file, template] of whole.files) index.update(file, template);
  for (const [file, known] of hints) index.deployments.update(file, known);
  const set = {
    index,
    isVirtual: false,
    get state() {
      return reading.state;
    },
    get unreadCount() {
      return reading.unreadCount;
    },
  };
  let facts: LinkFacts = {
    version: 1,
    findings,
    stacks: organization.stacks.filter((_, number) => number % 5 > 0),
    templateHashes: new Map([...organization.templateHashes].filter((_, number) => number % 4 > 0)),
    choices: [],
  };
  return {
    index,
    hints,
    reading,
    texts: new Map(texts),
    linked: new LinkedFindings(set),
    facts: () => facts,
    use(changed: Partial<LinkFacts>) {
      facts = { ...facts, ...changed, version: facts.version + 1 };
    },
    /** Links of all findings to an index that has just been made of the same templates. */
    fresh() {
      const other = new TemplateIndex([folder]);
      for (const [file, template] of index.files) other.update(file, template);
      for (const [file, known] of hints) other.deployments.update(file, known);
      return linksIn({ ...reading, index: other }, facts);
    },
  };
}
type Workspace = ReturnType<typeof startWorkspace>;

/** The hints of an index, by the file that has them. */
function hintsByFile({ deployments, files }: TemplateIndex) {
  const all = [...files.keys()].flatMap((file) => deployments.forTemplate(file));
  return new Map(
    [...Map.groupBy(all, ({ file }) => file)].map(([file, own]) => [
      file,
      { deployments: own, constructs: [] } satisfies Pick<DeploymentHints, 'deployments' | 'constructs'>,
    ]),
  );
}

const step = fc.record({
  kind: fc.constantFrom(
    ...(['rename id', 'rename id', 'delete resource', 'repeat resource', 'shift', 'shift', 'break'] as const),
    ...(['name', 'name', 'copy text', 'restore', 'delete', 'move', 'move', 'hints', 'choose'] as const),
    ...(['reject', 'stacks', 'hashes', 'reading', 'several'] as const),
  ),
  file: fc.nat(10_000),
  other: fc.nat(10_000),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const pick = <Item>(items: readonly Item[], number: number) => items[number % items.length] as Item;

function apply(workspace: Workspace, { kind, file: number, other }: Step): void {
  const { index, hints, reading } = workspace;
  const files = [...workspace.texts.keys()].filter((file) => index.files.has(file));
  const file = pick(files.length > 0 ? files : [...texts.keys()], number);
  const text = workspace.texts.get(file) ?? '';
  const resource = pick(index.files.get(file)?.resources ?? [], other);
  const lines = text.split('\n');
  const write = (to: string, next: string) => update(workspace, to, next);
  switch (kind) {
    case 'rename id': {
      const id = pick(['Renamed', 'Bucket', 'Function', 'FunctionRole', resource?.id.slice(0, -1)], other);
      if (resource) write(file, text.replaceAll(resource.id, id || 'R'));
      return;
    }
    case 'delete resource':
      if (resource)
        write(file, lines.toSpliced(resource.line, resource.endLine - resource.line + 1).join('\n'));
      return;
    case 'repeat resource': {
      const own = resource ? lines.slice(resource.line, resource.endLine + 1) : [];
      write(file, lines.toSpliced((resource?.endLine ?? 0) + 1, 0, ...own).join('\n'));
      return;
    }
    case 'shift':
      write(file, `\n${text}`);
      return;
    case 'break':
      write(file, `${text}\n  }: [`);
      return;
    case 'name': {
      const { name = 'x' } = pick(findings, other).resource;
      const given = pick(
        [name, `\${AWS::StackName}-${name.slice(-4)}`, `${name.slice(0, 5)}\${Stage}`],
        number,
      );
      write(file, text.replace(/(\w+Name"?: )("?)[^\n"{]+("?)/, `$1$2${given.replaceAll('$', '$$$$')}$3`));
      return;
    }
    case 'copy text':
      write(file, workspace.texts.get(pick(files, other)) ?? '');
      return;
    case 'restore': {
      const original = pick([...texts.keys()], number);
      write(original, texts.get(original) ?? '');
      return;
    }
    case 'delete':
      write(file, '');
      return;
    case 'move': {
      const to = path.join(folder, pick(['moved', 'build', 'archive', '.aws-sam/build', 'cdk.out'], other));
      write(path.join(to, path.basename(file)), text);
      write(file, '');
      return;
    }
    case 'several':
      for (const kind of ['rename id', 'move', 'name'] as const)
        apply(workspace, { kind, file: number + other, other: number });
      return;
    case 'hints': {
      const all = hintsByFile(whole);
      const hinting = pick([...all.keys()], number);
      const now = hints.has(hinting) ? undefined : all.get(hinting);
      if (now) hints.set(hinting, now);
      else hints.delete(hinting);
      index.deployments.update(hinting, now);
      return;
    }
    case 'choose':
    case 'reject': {
      const finding = pick(findings, other);
      const candidates = workspace.linked.links.get(finding.key)?.candidates ?? [];
      const place = pick(candidates, number) ?? { file, logicalId: resource?.id ?? 'Gone' };
      const choice: LinkChoice = {
        ...identityOf(finding),
        ...{ file: place.file, logicalId: place.logicalId },
        ...{ verdict: kind === 'choose' ? 'this' : 'not', at: '2026-01-02T03:04:05.000Z' },
      };
      workspace.use({ choices: [...workspace.facts().choices, choice] });
      return;
    }
    case 'stacks':
      workspace.use({ stacks: organization.stacks.filter((_, place) => place % 7 !== number % 7) });
      return;
    case 'hashes':
      workspace.use({ templateHashes: new Map(pick([[], [...organization.templateHashes]], number)) });
      return;
    case 'reading':
      reading.state = pick(['read', 'reading', 'partial', 'read'], number);
      reading.unreadCount = other % 2;
  }
}

function update({ index, texts: now }: Workspace, file: string, text: string): void {
  now.set(file, text);
  const template = text === '' ? undefined : readerOf(file).read(file, text).template;
  const hashed: TemplateFile | undefined = template && { ...template, hash: deployedHash(text) };
  index.update(file, hashed);
}

/** Returns the links that are not equal. */
function differences(links: Links, expected: Links) {
  return [...new Set([...links.keys(), ...expected.keys()])]
    .filter((key) => !isSameData(links.get(key), expected.get(key)))
    .map((key) => ({ key, link: links.get(key), expected: expected.get(key) }));
}

describe('links that follow the changes of files', () => {
  it('are exactly those that linking everything gives, and changes since a revision lead to them', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), (steps) => {
        const workspace = startWorkspace();
        const { linked } = workspace;
        linked.update(workspace.facts());
        const received = new Map(linked.links);
        let revision = linked.revision;
        for (const [number, each] of steps.entries()) {
          apply(workspace, each);
          // Several changes may be linked together.
          if (number % 3 === 1) continue;
          linked.update(workspace.facts());
          expect(differences(linked.links, workspace.fresh())).toEqual([]);
          const { links, removed } = linked.since(revision);
          for (const [key, link] of links) received.set(key, link);
          for (const key of removed) received.delete(key);
          revision = linked.revision;
        }
        linked.update(workspace.facts());
        const { links } = linked.since(revision);
        for (const [key, link] of links) received.set(key, link);
        expect(differences(received, linked.links)).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);

  it('of findings that a saved template does not concern are not made again', () => {
    const workspace = startWorkspace();
    const { linked } = workspace;
    expect(linked.update(workspace.facts())).toBe(findings.length);
    expect(linked.update(workspace.facts())).toBe(0);

    const counts = [...workspace.index.files.keys()]
      .filter((_, number) => number % 4 === 0)
      .map((file) => {
        update(workspace, file, `\n${texts.get(file)}`);
        return linked.update(workspace.facts());
      })
      .sort((a, b) => a - b);

    expect(counts.at(Math.floor(counts.length / 2))).toBeLessThan(findings.length / 10);
    expect(differences(linked.links, workspace.fresh())).toEqual([]);
  });
});
