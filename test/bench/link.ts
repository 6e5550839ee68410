import { TemplateIndex } from '../../daemon/domain/linking/index/template-index.ts';
import { readTemplate } from '../../daemon/domain/templates/read/read-template.ts';
import { linkWorkspace } from '../support/linking/link-workspace.ts';
import { type InventedStack, inventedFindings, inventedStack } from './invented-stacks.ts';
import { printTable, sideBySide } from './side-by-side.ts';

/** Numbers of findings and of their stacks' resources. Each size is twice the one before. */
const sizes = [
  { findings: 25_000, resources: 12_500 },
  { findings: 50_000, resources: 25_000 },
  { findings: 100_000, resources: 50_000 },
];
const rounds = 5;
const noHashes: ReadonlyMap<string, string> = new Map();
const confidences = ['certain', 'probable', 'candidates', 'none'] as const;

/** Measures linking for organizations of increasing size, and the cost of one saved file in each. */
export function run(): void {
  const columns = sizes.map(measure);
  const [first] = columns;
  if (!first) return;
  console.log(`medians of ${rounds} rounds, in ms; below: how many times the column before\n`);
  printTable([
    ['findings', ...columns.map(({ findings }) => String(findings))],
    ['resources of stacks', ...columns.map(({ resources }) => String(resources))],
    ['templates', ...columns.map(({ templates }) => String(templates))],
    ...Object.keys(first.medians).flatMap((name) => [
      [name, ...columns.map(({ medians }) => (medians[name] ?? Number.NaN).toFixed(2))],
      ['', ...columns.map(({ medians }, at) => growth(medians[name], columns[at - 1]?.medians[name]))],
    ]),
    ...confidences.map((each) => [each, ...columns.map(({ share }) => `${share(each)}%`)]),
  ]);
}

function measure({ findings: count, resources: wanted }: (typeof sizes)[number]) {
  const stacks = stacksOf(wanted);
  const resources = stacks.flatMap((stack) => stack.resources);
  const findings = inventedFindings(stacks, count);
  const index = indexOf(stacks);
  const others = stacksOf(wanted, stacks.length);
  const otherFindings = inventedFindings(others, count);
  const otherDeployed = { stacks: others.flatMap(({ resources }) => resources), templateHashes: noHashes };
  const deployed = { stacks: resources, templateHashes: noHashes };
  const [edited] = stacks;
  if (!edited) throw new Error('No stack to measure with.');
  const medians: Readonly<Record<string, number>> = sideBySide(
    {
      'read and index all templates': () => indexOf(stacks),
      'link, templates of these stacks': () => linkWorkspace(findings, deployed, index),
      'link, templates of other stacks': () => linkWorkspace(otherFindings, otherDeployed, index),
      'one file saved: read, index': () => index.update(edited.path, readTemplate(edited.path, edited.text)),
    },
    rounds,
  );
  const links = [...linkWorkspace(findings, deployed, index).values()];
  const share = (confidence: (typeof confidences)[number]) =>
    Math.round((100 * links.filter((found) => found.confidence === confidence).length) / links.length);
  return {
    findings: count,
    resources: resources.length,
    templates: stacks.length,
    medians,
    share,
  };
}

function growth(now = Number.NaN, before?: number): string {
  return before === undefined ? '' : `× ${(now / before).toFixed(2)}`;
}

function stacksOf(resources: number, first = 0): InventedStack[] {
  const stacks = [];
  for (let number = first, left = resources; left > 0; number++) {
    const stack = inventedStack(number);
    stacks.push(stack);
    left -= stack.resources.length;
  }
  return stacks;
}

function indexOf(stacks: readonly { path: string; text: string }[]): TemplateIndex {
  const index = new TemplateIndex();
  for (const { path, text } of stacks) index.update(path, readTemplate(path, text));
  return index;
}
