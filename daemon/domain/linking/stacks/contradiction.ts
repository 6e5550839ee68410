import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { hasPhysicalId } from '../../resources/physical-ids.ts';
import type { Contradiction } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Membership } from './membership.ts';
import { logicalResource } from './stack-evidence.ts';

/**
 * Returns a known fact that contradicts that the resource is this logical resource of this stack. Tags stay on a resource
 * after its stack gave it up; the stack's own list is newer.
 * @param all The stacks that may contain the resource.
 */
export function contradictionOf(
  { resource }: Finding,
  { stack, logicalId, by }: Membership,
  all: readonly Membership[],
): Contradiction | undefined {
  const other = all.find((each) => each.stack !== stack || each.logicalId !== logicalId);
  if (other) return { kind: 'listed-elsewhere', other: logicalResource(other) };
  if (by !== 'tags' || !stack.isListed) return undefined;
  const listed = stack.members.find((member) => member.logicalId === logicalId);
  if (!listed) return { kind: 'unlisted', logicalId };
  const types = declaredAs(resource.type);
  const { physicalId } = listed;
  const isOther =
    physicalId !== undefined &&
    listed.types.some((type) => types.includes(type)) &&
    hasPhysicalId(resource, physicalId) === false;
  return isOther ? { kind: 'replaced', logicalId, physicalId } : undefined;
}

/**
 * Lowers the confidence of a contradicted link: it is never certain. A link that depends on tags alone shows its place as a
 * candidate, because a change there may not reach the resource.
 */
export function withoutCertainty(link: FindingLink, { by }: Membership): FindingLink {
  const { place, source: _source, ...rest } = link;
  if (!place || by === 'stack-list')
    return link.confidence === 'certain' ? { ...link, confidence: 'probable' } : link;
  return { ...rest, confidence: 'candidates', candidates: [place] };
}
