import { addTo } from '../../../base/multimap.ts';
import type { Stack } from '../stacks/membership.ts';

/** Stacks by name, ignoring case. */
export class StacksByName {
  private readonly byName = new Map<string, Stack[]>();
  private readonly names: readonly string[];

  constructor(stacks: Iterable<Stack>) {
    for (const stack of stacks) addTo(this.byName, stack.name.toLowerCase(), stack);
    this.names = [...this.byName.keys()].sort();
  }

  /**
   * Returns the stacks of this name and, if it has this many characters, those whose names begin with it. Stacks of one name stay in
   * the order in which they were given.
   */
  beginning(name: string, minCharacters: number): readonly Stack[] {
    const start = name.toLowerCase();
    if (start.length < minCharacters) return this.byName.get(start) ?? [];
    const found: Stack[] = [];
    for (let at = this.firstFrom(start); this.names[at]?.startsWith(start); at++)
      found.push(...(this.byName.get(this.names[at] ?? '') ?? []));
    return found;
  }

  /** Returns the position of the first name that does not come before this text. */
  private firstFrom(text: string): number {
    let [low, high] = [0, this.names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.names[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
