import { memoize } from '../base/memoize.ts';

/** Words that say nothing of what a stack is about: every team has them. */
const common = new Set(
  'app aws build cdk cf cfn cloudformation code common config demo deploy deployment dev development env iac infra infrastructure json lib main prd prod production qa resources sam sample samples service services src stack stacks stage staging template templates test yaml yml'.split(
    ' ',
  ),
);
const shortest = 3;

/** Whether a template's path and a stack's name share a word that says what they are about: `orders/template.yaml`, `orders-prod`. */
export type NamesAlike = (path: string, stack: string) => boolean;

/** Takes each path and name apart once: all of a stack's findings ask the same. */
export function createNamesAlike(): NamesAlike {
  const words = memoize(wordsOf);
  return (path, stack) => {
    const known = words(path);
    for (const word of words(stack)) if (known.has(word)) return true;
    return false;
  };
}

function wordsOf(name: string): Set<string> {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= shortest && !common.has(word) && !/^\d+$/.test(word));
  return new Set(words);
}
