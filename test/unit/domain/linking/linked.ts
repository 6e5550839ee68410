import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import type { FindingLink } from '../../../../daemon/domain/linking/finding-link.ts';
import type { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';

/** The link of one finding, where no stack's template is known. */
export function link(of: Finding, index: TemplateIndex, stacks: readonly StackResource[] = []): FindingLink {
  const found = linkFindings([of], { stacks, templateHashes: new Map() }, index).get(of.key);
  if (!found) throw new Error('not linked at all');
  return found;
}

/** Where a link leads, in short: one place, or several. */
export function places({ place, candidates = [] }: FindingLink): string[] {
  return [...(place ? [place] : []), ...candidates].map(({ file, logicalId }) => `${file} ${logicalId}`);
}
