import type { Status } from '#protocol/status.ts';
import { type CoverageCause, type CoveragePlace, causesOf, placesOf } from './group-coverage.ts';

/** The rows that say what was read, and what was not and why. */
export type CoverageNode =
  | Readonly<CoverageRootNode>
  | { readonly cause: CoverageCause }
  | { readonly step: CoverageCause }
  | { readonly place: CoveragePlace }
  | { readonly purpose: string }
  | { readonly template: Status['templates']['failed'][number] };

/** VS Code finds a row by the identity of its node: the node stays while its facts change. */
export interface CoverageRootNode {
  coverage: CoverageFacts;
}

export type CoverageFacts = Pick<Status, 'failed' | 'read' | 'notes' | 'lastSync' | 'templates'>;

/** Returns the row to start with; `undefined` if nothing was read to the end and nothing failed. */
export function coverageNode(status: Status | undefined): CoverageRootNode | undefined {
  if (!status || (status.lastSync === undefined && status.failed.length === 0)) return undefined;
  const { failed, read, notes, lastSync, templates } = status;
  return { coverage: { failed, read, notes, templates, ...(lastSync !== undefined && { lastSync }) } };
}

/** Returns the rows below a row: causes with their next step and places, files, and what is not read on purpose. */
export function coverageChildren(node: CoverageNode): CoverageNode[] {
  if ('cause' in node)
    return [{ step: node.cause }, ...placesOf(node.cause).map((place): CoverageNode => ({ place }))];
  if (!('coverage' in node)) return [];
  const { failed, templates, notes } = node.coverage;
  return [
    ...causesOf(failed).map((cause): CoverageNode => ({ cause })),
    ...templates.failed.map((template): CoverageNode => ({ template })),
    ...notes.map((purpose): CoverageNode => ({ purpose })),
  ];
}

/** Returns whether these are one row with other facts: with the same place, name and sign for what is below it. */
export function isSameRow(a: CoverageRootNode | undefined, b: CoverageRootNode | undefined): boolean {
  if (!a || !b) return a === b;
  const hasGap = ({ coverage }: CoverageRootNode) => coverage.failed.length > 0;
  const hasChildren = (node: CoverageRootNode) => coverageChildren(node).length > 0;
  return hasGap(a) === hasGap(b) && hasChildren(a) === hasChildren(b);
}

export function isCoverageNode(node: object): node is CoverageNode {
  return ['coverage', 'cause', 'step', 'place', 'purpose', 'template'].some((kind) => kind in node);
}
