import type { Confidence, SourcePlace, TemplatePlace } from '#protocol/findings.ts';
import type { Text } from '../base/text.ts';

/** finding → logical resource, with what a person can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  /** How many more candidates there are than those that are listed. */
  readonly unlisted?: number;
  readonly evidence: Text;
  /** Where source code makes what the place declares. */
  readonly source?: SourcePlace;
}
