import { type Range, uinteger } from 'vscode-languageserver';
import type { TemplatePlace } from '#protocol/links.ts';
import type { TemplateFile, TemplateResource } from '../../../domain/templates/template.ts';

type DeclarationPlace = Pick<TemplatePlace, 'logicalId' | 'line' | 'column'>;

/** The resources of one template by logical id, loops included, with the part of the text that belongs to each. */
export interface TemplateExtents {
  /** Returns the declaration at this place or, after edits, the one of the same id at the nearest line. */
  resource(place: DeclarationPlace): TemplateResource | undefined;
  /**
   * Returns the range from the resource's key to the end of its value. Its first and last line count as a whole if no other
   * resource is on them: a cursor can also be in indentation, after a comma or in a comment.
   */
  extentOf(resource: TemplateResource): Range;
}

/** Takes time in proportion to the number of resources, so that `extentOf` takes almost none. */
export function extentsIn({ resources, loops = [] }: TemplateFile): TemplateExtents {
  const all = [...resources, ...loops];
  const byId = Map.groupBy(all, ({ id }) => id);
  const onLine = new Map<number, number>();
  for (const resource of all) {
    for (const line of new Set([resource.line, resource.endLine]))
      onLine.set(line, (onLine.get(line) ?? 0) + 1);
  }
  const isAlone = (line: number) => onLine.get(line) === 1;
  return {
    resource: (place) => closest(byId.get(place.logicalId) ?? [], place),
    extentOf: ({ line, column, endLine, endColumn }) => ({
      start: { line, character: isAlone(line) ? 0 : column },
      end: { line: endLine, character: isAlone(endLine) ? uinteger.MAX_VALUE : endColumn },
    }),
  };
}

function closest(
  declarations: readonly TemplateResource[],
  { line, column }: DeclarationPlace,
): TemplateResource | undefined {
  const [first, ...others] = declarations;
  const exact = declarations.find((each) => each.line === line && each.column === column);
  const distance = (each: TemplateResource) => Math.abs(each.line - line);
  return (
    exact ?? (first && others.reduce((one, each) => (distance(each) < distance(one) ? each : one), first))
  );
}

/** Returns the range of a whole line: an editor shortens it to the line's end. 0-based. */
export function wholeLine(line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: uinteger.MAX_VALUE } };
}

/** Returns whether a cursor can be in both ranges; true also if one ends at the start of the other. */
export function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
