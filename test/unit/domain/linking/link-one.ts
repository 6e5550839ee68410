import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import type { FindingLink } from '../../../../daemon/domain/linking/finding-link.ts';
import type { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import type { StackResource } from '../../../../daemon/domain/stacks/stack-resource.ts';

/** Returns the link of one finding, without hashes of deployed templates. */
export function link(
  finding: Finding,
  index: TemplateIndex,
  stacks: readonly StackResource[] = [],
): FindingLink {
  const found = linkFindings([finding], { stacks, templateHashes: new Map() }, index).get(finding.key);
  if (!found) throw new Error('The finding has no link.');
  return found;
}

/** Returns the places of a link in short: one, or several. */
export function places({ place, candidates = [] }: FindingLink): string[] {
  return [...(place ? [place] : []), ...candidates].map(({ file, logicalId }) => `${file} ${logicalId}`);
}
