import type { Text } from '../../base/text.ts';

/** A resource as a template declares it: the properties that it sets, and the plain values among them. */
export interface DeclaredResource {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly literals: Readonly<Record<string, string>>;
}

/** A property of the resource itself. */
export interface OwnProperty {
  readonly kind: 'own';
  /** CloudFormation's and SAM's types that have it. */
  readonly of: readonly string[];
  readonly property: string;
  /** Values that are right; `set`: any value is. The deployed resource then differs from the template. */
  readonly right?: readonly string[] | 'set';
  /** The value that it must have; follows a colon. */
  readonly look?: Text;
  /** The effect if it is not set; follows a colon. Absent: not setting it is no cause. */
  readonly absent?: Text;
}

/** Another resource of the template that refers to this one, as a bucket's policy does. */
export interface Referring {
  readonly kind: 'referring';
  readonly type: string;
  /** Its properties that may refer to this one. */
  readonly by: readonly string[];
  /** The property to look at. */
  readonly property: string;
  /** Its possible effect; a predicate without a subject. */
  readonly says: Text;
  /** The whole sentence if the template has no such resource, and one would fix the finding. */
  readonly missing?: Text;
  /** Returns whether the declaration may be the cause. A value that is not plain may be anything. */
  suspect?(declared: DeclaredResource): boolean;
}

/** Another resource that this one refers to, as a replica refers to its source. */
export interface Referred {
  readonly kind: 'referred';
  /** The property of this one that refers. */
  readonly by: string;
  readonly type: string;
  readonly property: string;
  /** Its effect; a predicate without a subject. */
  readonly says: Text;
  suspect?(declared: DeclaredResource): boolean;
}

/** The places in a template that may cause a finding, the main one first. Without any, `nothing` is a sentence that says why. */
export interface Cause {
  readonly places: readonly (OwnProperty | Referring | Referred)[];
  readonly nothing?: Text;
}
