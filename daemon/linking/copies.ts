import path from 'node:path';
import { rankOf } from '../templates/template-rank.ts';
import type { Declaration, TemplateIndex } from './template-index.ts';

const madeByCdk = /(^|\/)cdk\.out\//;

/** What tools and people put beside the source of a template: it ranks behind its source. */
export function isCopy(file: string, index: TemplateIndex): boolean {
  return rankOf(file, folderOf(file, index) ?? path.dirname(file)) > 0 && !isSynthesized(file, index);
}

/** CDK's output stands for source code that is no template: it ranks behind a template that a person wrote. */
function isSynthesized(file: string, index: TemplateIndex): boolean {
  return madeByCdk.test(shortPath(file, index));
}

/** A file as people name it: below the workspace's folder, with `/`. */
export function shortPath(file: string, index: TemplateIndex): string {
  const folder = folderOf(file, index);
  return folder === undefined ? file : path.relative(folder, file).split(path.sep).join('/');
}

/** Without copies that tools and people made, where anything else is left; without CDK's output likewise. */
export function withoutCopies<Item>(
  items: readonly Item[],
  declarationOf: (item: Item) => Declaration,
  index: TemplateIndex,
): readonly Item[] {
  if (items.length < 2) return items;
  const pathOf = (item: Item) => declarationOf(item).file.path;
  const sources = items.filter((item) => !isCopy(pathOf(item), index));
  const left = sources.length > 0 ? sources : items;
  const written = left.filter((item) => !isSynthesized(pathOf(item), index));
  return written.length > 0 ? written : left;
}

function folderOf(file: string, { folders }: TemplateIndex): string | undefined {
  let nearest: string | undefined;
  for (const folder of folders) {
    const isWithin = file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
    if (isWithin && folder.length > (nearest?.length ?? -1)) nearest = folder;
  }
  return nearest;
}
