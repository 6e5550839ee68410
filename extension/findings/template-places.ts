import type { FindingView, TemplatePlace } from '#protocol/findings.ts';

/** Whether a template in this workspace may declare the finding's resource. */
export function hasPlace(link: FindingView['link']): boolean {
  return placesOf(link).length > 0;
}

/** The linked place, or the candidates for it. */
export function placesOf(link: FindingView['link']): TemplatePlace[] {
  if (!link) return [];
  const { file, line = 0, column = 0, endColumn = column, logicalId = '', candidates = [] } = link;
  return [...(file === undefined ? [] : [{ file, line, column, endColumn, logicalId }]), ...candidates];
}
