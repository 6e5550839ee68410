import type { Text } from '../../../base/text.ts';

/**
 * One sentence about a finding's cause, as data; `server/texts/` connects it into a sentence. A `Text` comes unchanged from
 * the rule's record in the catalogue. Values are cut to 60 UTF-16 units.
 */
export type CauseReason =
  /** The property has this value, or a value that is not plain. `requirement`: the value that it must have. */
  | {
      readonly kind: 'set';
      readonly property: string;
      readonly value?: string;
      readonly requirement?: Text;
    }
  /** The property is right in the template: the deployed resource differs. */
  | { readonly kind: 'right-already'; readonly property: string; readonly value?: string }
  /** The property is not set. `effect`: what AWS does then. */
  | { readonly kind: 'not-set'; readonly property: string; readonly effect: Text }
  /** Another resource of the template. `effect`: a predicate, which follows the resource. */
  | {
      readonly kind: 'other-resource';
      readonly logicalId: string;
      readonly type: string | null;
      readonly effect: Text;
    }
  /** A resource that a property names and that is not in this template. `effect`: a predicate, which follows the resource. */
  | { readonly kind: 'named-resource'; readonly property: string; readonly effect: Text }
  /** No setting of the resource in the template is known as the cause. `type`: `null` if it is not a plain text. */
  | { readonly kind: 'unknown'; readonly logicalId: string; readonly type: string | null }
  /** The rule's own sentence: that a resource is missing, or that no template can fix this. */
  | { readonly kind: 'rule'; readonly text: Text };

/** Longer values are cut: users only need to recognise the line. UTF-16 units. */
const maxValueUnits = 60;

/** Returns the value, cut to its first 60 units. */
export function cutValue(literal: string): string {
  return literal.length > maxValueUnits ? `${literal.slice(0, maxValueUnits)}…` : literal;
}
