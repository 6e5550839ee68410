import type { Confidence, Link, SourcePlace, TemplatePlace } from '#protocol/links.ts';
import type { PlacedCause } from './causes/place-cause.ts';
import type { Evidence } from './evidence.ts';

/** finding → logical resource, with evidence that the user can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  /** How many candidates there are in addition to the listed ones. */
  readonly unlisted?: number;
  readonly evidence: Evidence;
  /** The user's verdict on places of the resource: see `Link`. */
  readonly choice?: Link['choice'];
  readonly cause?: PlacedCause;
  /** The source code that creates the declaration. */
  readonly source?: SourcePlace;
}
