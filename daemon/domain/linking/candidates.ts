import type { TemplatePlace } from '#protocol/links.ts';
import { type Evidence, qualified } from './evidence.ts';
import { byPath, type Declaration, placeOf } from './index/declaration.ts';
import type { TemplateIndex } from './index/template-index.ts';

/** Users do not look through more; a workspace may declare a `Bucket` a thousand times. */
export const maxCandidates = 20;

/**
 * Returns a link to several places, none of them preferred, in this order.
 * @param total How many places there are, if not all are given.
 */
export function candidatesLink(
  declarations: readonly Declaration[],
  evidence: Evidence,
  total = declarations.length,
) {
  const shown = declarations.slice(0, maxCandidates);
  const unlisted = total - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? evidence : qualified(evidence, { kind: 'first-shown', shown: shown.length }),
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
