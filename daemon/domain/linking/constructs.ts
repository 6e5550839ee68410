import { qualified } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import type { TemplateIndex } from './index/template-index.ts';

/**
 * Adds the CDK construct to the evidence of links to a synthesized template, if the line of source code is not known: CDK
 * before 2.251, and programs in languages whose lines CDK does not write.
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
      const path = withoutDefaultChild(construct.path);
      return [key, { ...link, evidence: qualified(link.evidence, { kind: 'construct', path }) }];
    }),
  );
}

/** CDK itself gives this last part to the only resource of a construct. */
function withoutDefaultChild(path: string): string {
  return path.replace(/\/(Resource|Default)$/, '');
}
