import type { TemplatePlace } from '#protocol/findings.ts';
import type { Text } from '../base/text.ts';
import { evidence } from './evidence.ts';
import { type Declaration, placeOf } from './template-index.ts';

/** More than anybody looks through; a workspace may declare a `Bucket` a thousand times. */
const mostCandidates = 20;

/** Several places of which none is preferred, in this order. */
export function candidates(declarations: readonly Declaration[], text: Text) {
  const shown = declarations.slice(0, mostCandidates);
  const unlisted = declarations.length - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? text : evidence.shortened(text, shown.length),
  };
}

export function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}

/** Of templates with as much of the stack, first the one with least beside it. */
export function byRest(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}
