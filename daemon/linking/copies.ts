import path from 'node:path';
import type { Declaration, TemplateIndex } from './template-index.ts';

/** What tools and people put beside the source of a template: it ranks behind its source. */
const copy =
  /(^|\/)(\.aws-sam|\.serverless|build|dist|out|target|archive[ds]?|backups?|old|deprecated|legacy)\/|(^|\/)(packaged|transformed|generated)[^/]*$|[-_.](bak|old|copy|backup|packaged)\.\w+$/i;
const madeByCdk = /(^|\/)cdk\.out\//;

/** @param path Relative to the workspace's folder, with `/`: what lies above it says nothing. */
export function isCopy(path: string): boolean {
  return copy.test(path);
}

/** CDK's output stands for source code that is no template: it ranks behind a template that a person wrote. */
export function isSynthesized(path: string): boolean {
  return madeByCdk.test(path);
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
