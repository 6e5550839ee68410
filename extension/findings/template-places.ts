import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';

/** Returns whether a template in this workspace may declare the finding's resource. */
export function hasPlace(link: FindingView['link']): boolean {
  return placesOf(link).length > 0;
}

/** Returns the linked place, or the candidates for it. */
export function placesOf(link: FindingView['link']): TemplatePlace[] {
  return [...(link?.place ? [link.place] : []), ...(link?.candidates ?? [])];
}
