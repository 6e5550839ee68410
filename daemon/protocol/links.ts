import { request, returns } from './message.ts';
import { choice, object, strictObject, text, union, type ValueOf } from './schema.ts';

export type Confidence = 'certain' | 'probable' | 'candidates' | 'none';

/** A location in a template: 0-based line and column, columns in UTF-16 units, `endColumn` exclusive. */
export interface TemplatePlace {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly logicalId: string;
}

/**
 * finding → logical resource. `place` is the best known location; with `candidates` it is absent, and the user chooses
 * among those. `evidence` is one sentence that the user can check.
 */
export interface Link {
  readonly confidence: Confidence;
  readonly evidence: string;
  /** The stack that has the resource, if that is known. */
  readonly stack?: string;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  /**
   * The user's choice, if there is one. `this`: the user chose this place; `not`: the user ruled out other places;
   * `gone`: the user chose a place that this workspace does not declare.
   */
  readonly choice?: 'this' | 'not' | 'gone';
  /** The part of the template that causes or fixes the finding; absent if the catalogue does not know. */
  readonly cause?: LinkCause;
  /** The location in the source code of a synthesized template (CDK) that makes the resource. */
  readonly source?: SourcePlace;
}

/** Returns whether a template in this workspace may declare the finding's resource. */
export function hasPlace(link: Pick<Link, 'confidence' | 'place'> | undefined): boolean {
  return link?.place !== undefined || link?.confidence === 'candidates';
}

/**
 * The property that causes or fixes the finding, on the linked resource or on another of the same template. Without a
 * place, `words` say what is missing, or that a change of the template does not fix it.
 */
export interface LinkCause {
  /** One sentence in the reader's language. */
  readonly words: string;
  /** `PublicAccessBlockConfiguration`; absent if a change of the template does not fix the finding. */
  readonly property?: string;
  /** The property's key, or the other resource's. */
  readonly place?: TemplatePlace;
  /** Other possible causes in the same template. */
  readonly others?: readonly OtherCause[];
}

/** Its place is the property's key, or the resource's key if the resource does not set the property. */
export interface OtherCause {
  readonly words: string;
  readonly property: string;
  readonly place: TemplatePlace;
}

/** 0-based line and column in a file of source code; absolute path. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A user's verdict on a place: it declares the resource, or it does not. */
export const verdicts = ['this', 'not'] as const;
export type Verdict = (typeof verdicts)[number];

/** Names a declaration independently of its position in the file; a loop's `logicalId` is as written. */
const declaration = {
  file: text({ maxCharacters: 4_096, isPath: true }),
  logicalId: text({ minCharacters: 1, maxCharacters: 1_024 }),
};
export type DeclaredAt = Pick<TemplatePlace, 'file' | 'logicalId'>;

/**
 * `finding` is a key; the verdict holds for its resource, and so for the resource's other findings. `forget` takes back
 * the verdict on one place or, without a place, on all places.
 */
export const chooseLinkParams = union(
  strictObject({ finding: text(), verdict: choice(verdicts), ...declaration }),
  strictObject({ finding: text(), verdict: choice(['forget']), ...declaration }),
  strictObject({ finding: text(), verdict: choice(['forget']) }),
);
export type ChooseLinkParams = ValueOf<typeof chooseLinkParams>;

/** The user says which declaration a finding's resource is, or is not. The daemon remembers it on this machine. */
export const chooseLink = request({
  method: 'guardrail/chooseLink',
  sender: 'window',
  params: chooseLinkParams,
  result: returns<Record<string, never>>(),
});

/** The places that can declare a finding's resource, by its type alone; in the order of files and lines. */
export interface Declarations {
  /** 200 at most. */
  readonly places: readonly TemplatePlace[];
  /** The number of all such places. */
  readonly total: number;
}

/** The declarations of the type of a finding's resource in this window's folders, to choose from. */
export const listDeclarations = request({
  method: 'guardrail/declarations',
  sender: 'window',
  params: object({
    /** A key. */
    finding: text(),
  }),
  result: returns<Declarations>(),
});
