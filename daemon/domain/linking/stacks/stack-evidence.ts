import type { Deployment } from '../../deployments/deployment.ts';
import type {
  Creator,
  FileLine,
  LogicalResource,
  StackEvidence,
  TemplateProof,
  TemplateReason,
} from '../evidence.ts';
import type { DeclarationMatch } from '../index/match-in-template.ts';
import type { TemplatePaths } from '../likeness/template-paths.ts';
import type { Membership } from './membership.ts';
import type { TemplateMatch } from './template-match.ts';

/** Returns the evidence of a link through the stack that contains the resource. */
export function stackEvidence(membership: Membership, reason: TemplateReason): StackEvidence {
  return { ...logicalResource(membership), reason };
}

/** Returns a membership as plain data. */
export function logicalResource({ by, stack, logicalId }: Membership): LogicalResource {
  return { by, stack: stack.name, logicalId };
}

const proofs = new WeakMap<TemplateMatch, TemplateProof>();

/**
 * Returns why the template is the stack's. The same object for all findings of a stack: then a message to the daemon's own
 * thread has it once.
 */
export function proofOf(match: TemplateMatch, paths: TemplatePaths): TemplateProof {
  const known = proofs.get(match) ?? toProof(match, paths);
  proofs.set(match, known);
  return known;
}

function toProof({ by, deployment, parent, copy }: TemplateMatch, paths: TemplatePaths): TemplateProof {
  return {
    by,
    ...(deployment && { hint: hintLine(deployment, paths) }),
    ...(parent && {
      parent: { template: paths.shortWithFolder(parent.template.path), logicalId: parent.logicalId },
    }),
    ...(copy && { copy: paths.shortWithFolder(copy.path) }),
  };
}

/** Returns the line of a hint, with a short path. */
export function hintLine({ file, line }: Deployment, paths: TemplatePaths): FileLine {
  return { file: paths.shortWithFolder(file), line };
}

/** Returns the declared resource, if it creates the finding's resource. */
export function creatorOf({ kind, declaration }: DeclarationMatch): { readonly creator?: Creator } {
  return kind === 'itself' ? {} : { creator: { by: kind, logicalId: declaration.resource.id } };
}
