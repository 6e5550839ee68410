/** Returns whether one character (a code point) fits. */
export type CharacterTest = (character: string) => boolean;

export type Edge = 'line-start' | 'line-end' | 'word';

/** A part of a pattern. */
export type Node =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly name: string; readonly part: Node }
  /** `max`: absent if there is no limit. */
  | {
      readonly kind: 'repeat';
      readonly part: Node;
      readonly min: number;
      readonly max: number | undefined;
      readonly isLazy: boolean;
    };

export interface ParsedPattern {
  readonly root: Node;
  /** Names of the groups, in their order. */
  readonly groups: readonly string[];
}

/** A pattern cannot be used. `at`: the 0-based position, in characters, of the part that is not supported. */
export class PatternFault extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`pattern not supported at ${at}`);
    this.name = 'PatternFault';
    this.at = at;
  }
}
