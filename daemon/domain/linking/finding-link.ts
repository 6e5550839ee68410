import type { Confidence, Link, SourcePlace, TemplatePlace } from '#protocol/links.ts';
import type { Text } from '../../base/text.ts';
import type { PlacedCause } from './causes/place-cause.ts';

/** finding → logical resource, with what a person can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  /** How many more candidates there are than those that are listed. */
  readonly unlisted?: number;
  readonly evidence: Text;
  /** What a person said of the resource's places: see `Link`. */
  readonly choice?: Link['choice'];
  readonly cause?: PlacedCause;
  /** Where source code makes what the place declares. */
  readonly source?: SourcePlace;
}
