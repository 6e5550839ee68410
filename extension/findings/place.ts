import type { FindingView } from '#protocol/findings.ts';

/** Whether a template in this workspace may declare the finding's resource. */
export function hasPlace(link: FindingView['link']): boolean {
  return link?.file !== undefined || (link?.candidates?.length ?? 0) > 0;
}
