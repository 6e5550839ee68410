import type { Text } from '../../base/text.ts';

/** What a template writes of a resource: which properties it sets, and the plain values among them. */
export interface Written {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly literals: Readonly<Record<string, string>>;
}

/** A property of the resource itself. */
export interface OwnProperty {
  readonly kind: 'own';
  /** CloudFormation's and SAM's types that have it. */
  readonly of: readonly string[];
  readonly property: string;
  /** Values that are as they should be; `set`: any value is. What is deployed then differs from the template. */
  readonly right?: readonly string[] | 'set';
  /** What must stand in it; follows a colon. */
  readonly look?: Text;
  /** What AWS does without it; follows a colon. Absent where being without it is no cause. */
  readonly absent?: Text;
}

/** Another resource of the template, which refers to this one: a bucket's policy. */
export interface Referring {
  readonly kind: 'referring';
  readonly type: string;
  /** Its properties that may refer to this one. */
  readonly by: readonly string[];
  /** The one to look at. */
  readonly property: string;
  /** What it may have done, without a subject. */
  readonly says: Text;
  /** The whole sentence where the template has none, where one would mend it. */
  readonly missing?: Text;
  /** Whether what is written there may be it; values that are not plain may be anything. */
  suspect?(written: Written): boolean;
}

/** Another resource to which this one refers: the source of a replica. */
export interface Referred {
  readonly kind: 'referred';
  /** The property of this one that refers. */
  readonly by: string;
  readonly type: string;
  readonly property: string;
  readonly says: Text;
  suspect?(written: Written): boolean;
}

/** Where in a template a finding's cause may stand, the main one first. Without any, `nothing` says why. */
export interface Cause {
  readonly places: readonly (OwnProperty | Referring | Referred)[];
  readonly nothing?: Text;
}

export type Words = readonly [en: string, ja: string];

export function own(
  of: string | readonly string[],
  property: string,
  more: { right?: OwnProperty['right']; look?: Words; absent?: Words } = {},
): OwnProperty {
  const { right, look, absent } = more;
  return {
    kind: 'own',
    of: typeof of === 'string' ? [of] : of,
    property,
    ...(right && { right }),
    ...(look && { look: text(look) }),
    ...(absent && { absent: text(absent) }),
  };
}

export function referring(
  type: string,
  by: string | readonly string[],
  property: string,
  says: Words,
  more: { missing?: Words; suspect?: Referring['suspect'] } = {},
): Referring {
  const { missing, suspect } = more;
  return {
    kind: 'referring',
    type,
    by: typeof by === 'string' ? [by] : by,
    property,
    says: text(says),
    ...(missing && { missing: text(missing) }),
    ...(suspect && { suspect }),
  };
}

export function referred(
  by: string,
  type: string,
  property: string,
  says: Words,
  suspect?: Referred['suspect'],
): Referred {
  return { kind: 'referred', by, type, property, says: text(says), ...(suspect && { suspect }) };
}

export function causes(...places: Cause['places']): Cause {
  return { places };
}

/** @param why Follows "Nothing in a template mends this: ". */
export function nothing([en, ja]: Words): Cause {
  return {
    places: [],
    nothing: {
      en: `Nothing in a template mends this: ${en}.`,
      ja: `テンプレートでは直せません。${ja}。`,
    },
  };
}

function text([en, ja]: Words): Text {
  return { en, ja };
}
