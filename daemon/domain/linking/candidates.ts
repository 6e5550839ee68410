import type { TemplatePlace } from '#protocol/links.ts';
import { type Evidence, qualified } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { byPath, type Declaration, placeOf } from './index/declaration.ts';
import type { TemplateIndex } from './index/template-index.ts';

/** Users do not look through more; a workspace may declare a `Bucket` a thousand times. */
export const maxCandidates = 20;

/**
 * Returns a link to several places, none of them preferred, in this order.
 * @param limit How many places the link has at most.
 * @param total How many places there are, if not all are given.
 */
export function candidatesLink(
  declarations: readonly Declaration[],
  evidence: Evidence,
  limit: number,
  total = declarations.length,
) {
  const shown = declarations.slice(0, limit);
  const unlisted = total - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? evidence : qualified(evidence, { kind: 'first-shown', shown: shown.length }),
  };
}

/** Returns a link with as many of its candidates as users look through. Some may have been removed since it was made. */
export function firstCandidates(link: FindingLink): FindingLink {
  const { candidates, unlisted = 0, ...others } = link;
  if (!candidates) return link;
  const shown = candidates.slice(0, maxCandidates);
  const left = unlisted + candidates.length - shown.length;
  const qualifiers = link.evidence.qualifiers?.filter(({ kind }) => kind !== 'first-shown');
  const evidence = qualifiers ? { ...link.evidence, qualifiers } : link.evidence;
  return {
    ...others,
    candidates: shown,
    ...(left > 0 && { unlisted: left }),
    evidence: left === 0 ? evidence : qualified(evidence, { kind: 'first-shown', shown: shown.length }),
  };
}

/**
 * Compares declarations. The smaller template comes first, because it declares fewer resources that the stack
 * does not have.
 */
export function bySize(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}

/** Returns a place, and the line of source code that creates it, if CDK names that. */
export function placeWithSource(declaration: Declaration, logicalId: string, index: TemplateIndex) {
  const source = index.deployments.constructOf(declaration.file.path, logicalId)?.source;
  return { place: placeOf(declaration), ...(source && { source }) };
}
