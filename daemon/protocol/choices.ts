import type { TemplatePlace } from './findings.ts';

/** What a person says of a place: it declares the resource, or it does not. */
export const verdicts = ['this', 'not'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Names a declaration, wherever it stands in its file. `file` is an absolute path; a loop's `logicalId` is as written.
 */
export type DeclaredAt = Pick<TemplatePlace, 'file' | 'logicalId'>;

/**
 * `finding` is a key; what is said holds for its resource, and so for the resource's other findings. `forget` takes
 * back what was said of one place or, without one, of all places.
 */
export type ChooseLinkParams =
  | ({ readonly finding: string; readonly verdict: Verdict } & DeclaredAt)
  | ({ readonly finding: string; readonly verdict: 'forget' } & (
      | DeclaredAt
      | { readonly file?: never; readonly logicalId?: never }
    ));

/** Where a finding's resource may be declared, by its type alone; in the order of files and lines. */
export interface Declarations {
  /** 200 at most. */
  readonly places: readonly TemplatePlace[];
  /** How many there are. */
  readonly total: number;
}
