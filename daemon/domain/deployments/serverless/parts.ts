import { entriesOf, type Node, nodeAt } from '../located-tree.ts';

/** A part of a service that is in another file, as a variable: `${file(resources/tables.yml)}`. */
interface PartElsewhere {
  /** Whether it is a complete template, not a part of one. */
  readonly isTemplate: boolean;
  readonly written: string;
}

const wholeFile = /^\$\{file\(([^'"(){}$:]+)\)\}$/;

/** Returns the parts of a service's functions and resources that are not in its own file. */
export function partsElsewhere(tree: Node): PartElsewhere[] {
  const found: PartElsewhere[] = [];
  const take = (node: Node | undefined, isTemplate: boolean): boolean => {
    if (node?.kind !== 'scalar') return false;
    if (node.text.includes('${')) found.push({ isTemplate, written: node.text.trim() });
    return true;
  };
  const takeEntries = (node: Node | undefined): void => {
    if (take(node, false)) return;
    for (const [, { value }] of entriesOf(node)) take(value, false);
  };
  for (const functions of eachOf(nodeAt(tree, 'functions'))) takeEntries(functions);
  for (const resources of eachOf(nodeAt(tree, 'resources')))
    if (!take(resources, true)) takeEntries(nodeAt(resources, 'Resources'));
  return found;
}

/** Returns the paths of other files that are complete templates, as written. */
export function templatesElsewhere(tree: Node): string[] {
  return partsElsewhere(tree).flatMap(({ isTemplate, written }) => {
    const file = isTemplate ? wholeFile.exec(written)?.[1]?.trim() : undefined;
    return file === undefined ? [] : [file];
  });
}

function eachOf(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'list') return node.items;
  return node ? [node] : [];
}
