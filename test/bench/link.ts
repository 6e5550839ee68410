import { linkFindings } from '../../daemon/linking/link.ts';
import { TemplateIndex } from '../../daemon/linking/template-index.ts';
import { readTemplate } from '../../daemon/templates/read.ts';
import { inventedFindings, inventedStack } from './invented-stacks.ts';
import { printTable, sideBySide } from './side-by-side.ts';

const templates = 1000;
const count = 4500;
const rounds = 15;

/** Linking a large team's findings, and what one saved file or one key costs. */
export function run(): void {
  const stacks = Array.from({ length: templates }, (_, number) => inventedStack(number));
  const index = indexOf(stacks);
  const findings = inventedFindings(stacks, count);
  const resources = stacks.flatMap((stack) => stack.resources);
  const [edited] = stacks;
  if (!edited) return;
  const medians = sideBySide(
    {
      'index: read and index all templates': () => indexOf(stacks),
      'link: stacks not seen before': () => linkFindings(findings, [...resources], index),
      'link: stacks already known': () => linkFindings(findings, resources, index),
      'one file saved: read, index': () => index.update(edited.path, readTemplate(edited.path, edited.text)),
      'one key typed: read': () => readTemplate(edited.path, edited.text),
    },
    rounds,
  );
  const links = [...linkFindings(findings, resources, index).values()];
  const share = (confidence: string) => links.filter((link) => link.confidence === confidence).length;
  console.log(
    `${findings.length} findings, ${templates} templates, ${resources.length} stack resources; medians of ${rounds} rounds`,
  );
  console.log(
    `links: ${['certain', 'probable', 'candidates', 'none'].map((each) => `${share(each)} ${each}`).join(', ')}\n`,
  );
  printTable([['', 'ms'], ...Object.entries(medians).map(([name, ms]) => [name, ms.toFixed(2)])]);
}

function indexOf(stacks: readonly { path: string; text: string }[]): TemplateIndex {
  const index = new TemplateIndex();
  for (const { path, text } of stacks) index.update(path, readTemplate(path, text));
  return index;
}
