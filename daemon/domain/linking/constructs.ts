import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import type { TemplateIndex } from './index/template-index.ts';

/**
 * Names CDK's construct where a link leads to a synthesized template and no line of source code is known: CDK before
 * 2.251, and programs in languages whose lines it does not write.
 */
export function withConstructs(
  links: ReadonlyMap<string, FindingLink>,
  { deployments }: TemplateIndex,
): Map<string, FindingLink> {
  return new Map(
    [...links].map(([key, link]) => {
      const { place, source } = link;
      const construct = place && !source && deployments.constructOf(place.file, place.logicalId);
      if (!construct) return [key, link];
      return [key, { ...link, evidence: evidence.madeBy(link.evidence, constructOf(construct.path)) }];
    }),
  );
}

/** Without the last part that CDK itself gives to a construct's one resource. */
function constructOf(path: string): string {
  return path.replace(/\/(Resource|Default)$/, '');
}
