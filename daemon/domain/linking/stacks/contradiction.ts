import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { isCalled } from '../../resources/physical-ids.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Membership } from './membership.ts';

/** What is known that speaks against a resource being this logical resource of this stack. */
export type Contradiction =
  /** The stack lists another resource as it: this one was replaced, or was taken out of the stack. */
  | { readonly kind: 'replaced'; readonly by: string }
  /** The stack's list does not have the logical id. */
  | { readonly kind: 'unlisted' }
  /** Tags and a stack's list name different logical resources. */
  | { readonly kind: 'elsewhere'; readonly other: Membership };

/** Tags stay on a resource that a stack gave up; the stack's own list is newer. */
export function contradictionOf(
  { resource }: Finding,
  { stack, logicalId, from }: Membership,
  /** What else may hold the resource. */
  others: readonly Membership[],
): Contradiction | undefined {
  const other = others.find((each) => each.stack !== stack || each.logicalId !== logicalId);
  if (other) return { kind: 'elsewhere', other };
  if (from !== 'tags' || !stack.listed) return undefined;
  const listed = stack.members.find((member) => member.logicalId === logicalId);
  if (!listed) return { kind: 'unlisted' };
  const types = declaredAs(resource.type);
  const { physicalId } = listed;
  const isOther =
    physicalId !== undefined &&
    listed.types.some((type) => types.includes(type)) &&
    isCalled(resource, physicalId) === false;
  return isOther ? { kind: 'replaced', by: physicalId } : undefined;
}

/**
 * A link that something speaks against is never certain. One that rests on tags alone shows the place as a candidate: a
 * change there may not reach the resource.
 */
export function doubted(link: FindingLink, { from }: Membership): FindingLink {
  const { place, source: _source, ...rest } = link;
  if (!place || from === 'stack')
    return link.confidence === 'certain' ? { ...link, confidence: 'probable' } : link;
  return { ...rest, confidence: 'candidates', candidates: [place] };
}
