import {
  type CharacterTest,
  type Edge,
  type Node,
  type ParsedPattern,
  PatternFault,
} from './pattern-nodes.ts';

/** One step of a program. `next` and the like are positions in the program. */
export type Step =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'edge'; readonly edge: Edge }
  /** Continues at both; `first` is preferred. */
  | { readonly kind: 'fork'; first: number; second: number }
  | { readonly kind: 'jump'; next: number }
  /** Notes the position in the text: slot `2n` is the start of group `n`, `2n + 1` its end. */
  | { readonly kind: 'mark'; readonly slot: number }
  | { readonly kind: 'found' };

const maxSteps = 2_000;

/** Returns the program of a pattern. Counted repetitions are written out. @throws PatternFault if it is too long. */
export function compilePattern({ root, groups }: ParsedPattern): readonly Step[] {
  const steps: Step[] = [];
  write(root);
  add({ kind: 'found' });
  return steps;

  function add<Added extends Step>(step: Added): Added {
    if (steps.length >= maxSteps) throw new PatternFault(0);
    steps.push(step);
    return step;
  }

  function write(node: Node): void {
    switch (node.kind) {
      case 'character':
      case 'edge':
        add(node);
        return;
      case 'sequence':
        for (const part of node.parts) write(part);
        return;
      case 'choice':
        writeChoice(node.options);
        return;
      case 'group': {
        const slot = 2 * groups.indexOf(node.name);
        add({ kind: 'mark', slot });
        write(node.part);
        add({ kind: 'mark', slot: slot + 1 });
        return;
      }
      case 'repeat':
        writeRepeat(node);
    }
  }

  function writeChoice(options: readonly Node[]): void {
    const ends: { next: number }[] = [];
    for (const option of options.slice(0, -1)) {
      const fork = add({ kind: 'fork' as const, first: steps.length + 1, second: 0 });
      write(option);
      ends.push(add({ kind: 'jump' as const, next: 0 }));
      fork.second = steps.length;
    }
    for (const last of options.slice(-1)) write(last);
    for (const end of ends) end.next = steps.length;
  }

  function writeRepeat({ part, min, max, isLazy }: Extract<Node, { kind: 'repeat' }>): void {
    for (let count = 0; count < min; count++) write(part);
    const forks: { first: number; second: number }[] = [];
    const fork = () => {
      const added = add({ kind: 'fork' as const, first: steps.length + 1, second: 0 });
      forks.push(added);
    };
    if (max === undefined) {
      const start = steps.length;
      fork();
      write(part);
      add({ kind: 'jump', next: start });
    } else {
      for (let count = min; count < max; count++) {
        fork();
        write(part);
      }
    }
    for (const each of forks) {
      each.second = steps.length;
      if (isLazy) [each.first, each.second] = [each.second, each.first];
    }
  }
}
