import type { Declaration } from '../index/declaration.ts';
import type { TemplatePaths } from './template-paths.ts';

/** Returns the items with the best rank: sources if there are any, else CDK's output, else copies. */
export function withoutCopies<Item>(
  items: readonly Item[],
  declarationOf: (item: Item) => Declaration,
  paths: TemplatePaths,
): readonly Item[] {
  if (items.length < 2) return items;
  const ranks = items.map((item) => paths.rank(declarationOf(item).file.path));
  const best = ranks.reduce((lowest, rank) => Math.min(lowest, rank));
  return items.filter((_, position) => ranks[position] === best);
}
