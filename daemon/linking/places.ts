import path from 'node:path';
import type { TemplatePlace } from '#protocol/findings.ts';
import type { Text } from '../base/text.ts';
import { isCopy, isSynthesized } from './copies.ts';
import { evidence } from './evidence.ts';
import { type Declaration, placeOf, type TemplateIndex } from './template-index.ts';

/** More than anybody looks through; a workspace may declare a `Bucket` a thousand times. */
const mostCandidates = 20;

/** Several places of which none is preferred, in this order. */
export function candidates(declarations: readonly Declaration[], text: Text) {
  const shown = declarations.slice(0, mostCandidates);
  const unlisted = declarations.length - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? text : evidence.shortened(text, shown.length),
  };
}

/** A file as people name it: below the workspace's folder, with `/`. */
export function shortPath(file: string, { folders }: TemplateIndex): string {
  const folder = folders.find((each) => file.startsWith(`${each}${path.sep}`));
  return folder === undefined ? file : path.relative(folder, file).split(path.sep).join('/');
}

/** Without copies that tools and people made, where anything else is left; without CDK's output likewise. */
export function withoutCopies<Item>(
  items: readonly Item[],
  declarationOf: (item: Item) => Declaration,
  index: TemplateIndex,
): readonly Item[] {
  if (items.length < 2) return items;
  const pathOf = (item: Item) => shortPath(declarationOf(item).file.path, index);
  const sources = items.filter((item) => !isCopy(pathOf(item)));
  const left = sources.length > 0 ? sources : items;
  const written = left.filter((item) => !isSynthesized(pathOf(item)));
  return written.length > 0 ? written : left;
}

export function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}

/** Of templates with as much of the stack, first the one with least beside it. */
export function byRest(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}
