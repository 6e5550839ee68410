import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';

/** Returns the linked place, or the candidates for it. */
export function placesOf(link: FindingView['link']): TemplatePlace[] {
  return [...(link?.place ? [link.place] : []), ...(link?.candidates ?? [])];
}
