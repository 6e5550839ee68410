import type { Finding } from '../../findings/finding.ts';
import type { TemplateReason } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { LinkingContext } from '../linking-context.ts';
import type { Membership } from './membership.ts';
import { stackEvidence } from './stack-evidence.ts';

/** Returns the link of a resource that no template declares; its reason depends on what does declare the logical id. */
export function undeclaredLink(
  { resource }: Finding,
  membership: Membership,
  context: LinkingContext,
): FindingLink {
  const reason = undeclaredReason(resource.type, membership.logicalId, context);
  return { confidence: 'none', evidence: stackEvidence(membership, reason) };
}

function undeclaredReason(
  type: string,
  logicalId: string,
  { index, matchInWorkspace }: LinkingContext,
): TemplateReason {
  if (matchInWorkspace(type, logicalId).declarations.length > 0) return { kind: 'other-name' };
  const declared = index.typesOf(logicalId);
  return declared.length > 0 ? { kind: 'other-type', type, declared } : { kind: 'undeclared' };
}
