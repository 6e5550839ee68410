import { memoize } from '../../../base/memoize.ts';

/** Words that do not say what a stack is about: every team has them. */
const common = new Set(
  'app aws build cdk cf cfn cloudformation code common config demo deploy deployment dev development env iac infra infrastructure json lib main prd prod production qa resources sam sample samples service services src stack stacks stage staging template templates test yaml yml'.split(
    ' ',
  ),
);
const minWordCharacters = 3;
/** Words by which teams distinguish their stages. */
const stages = new Set(
  'canary demo dev develop development green blue int integration live main master perf pre preprod preproduction prd preview prod production qa release sandbox sbx stage staging stg test testing uat'.split(
    ' ',
  ),
);

/** Returns whether a template's path and a stack's name share a word that says what they are about: `orders/template.yaml`, `orders-prod`. */
export type NamesAlike = (path: string, stack: string) => boolean;

/** Splits each path and name once: all findings of a stack need the same. */
export function createNamesAlike(): NamesAlike {
  const words = memoize(wordsOf);
  return (path, stack) => {
    const known = words(path);
    for (const word of words(stack)) if (known.has(word)) return true;
    return false;
  };
}

/**
 * Returns whether two names are of one stack at two stages, or of a developer's own copy: without words for stages, one name
 * begins like the other (`core-back-production`, `core-back-dev-anna`). Words in front make it another stack:
 * `fork-of-core-back-prod`.
 */
export function isOtherStage(one: string, other: string): boolean {
  if (one === other) return false;
  const [first, second] = [withoutStages(one), withoutStages(other)];
  const shorter = first.length < second.length ? first : second;
  return (
    shorter.every((word, position) => first[position] === word && second[position] === word) &&
    shorter.some((word) => word.length >= minWordCharacters && !common.has(word))
  );
}

/** Returns the words without those for stages. A `*` is a stage, too. */
function withoutStages(name: string): string[] {
  return wordsIn(name).filter((word) => word !== '' && !stages.has(word));
}

function wordsOf(name: string): Set<string> {
  const words = wordsIn(name).filter(
    (word) => word.length >= minWordCharacters && !common.has(word) && !/^\d+$/.test(word),
  );
  return new Set(words);
}

function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}
