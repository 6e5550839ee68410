import { entriesOf, itemsOf, type Node, textAt } from '../located-tree.ts';
import type { Values } from './shell-variables.ts';

/**
 * Returns the variables of all `env`, `variables` and `vars` keys. A variable with several values counts as
 * unknown.
 */
export function variablesIn(tree: Node | undefined): Values {
  const given = new Map<string, string | undefined>();
  const visit = (node: Node): void => {
    for (const item of itemsOf(node)) visit(item);
    for (const [name, { value }] of entriesOf(node)) {
      if (/^(env|variables|vars|environment)$/.test(name)) {
        for (const [variable, { value: written }] of entriesOf(value)) {
          const text = textAt(written);
          if (text === undefined) continue;
          const isLiteral = !/[$`]|\{\{/.test(text);
          given.set(
            variable,
            isLiteral && (!given.has(variable) || given.get(variable) === text) ? text : undefined,
          );
        }
      }
      visit(value);
    }
  };
  if (tree) visit(tree);
  return given;
}
