import type { Range } from 'vscode-languageserver';
import type { TemplatePlace } from '#protocol/links.ts';
import { memoize } from '../../../base/memoize.ts';
import { placeIn } from '../../../domain/linking/causes/place-cause.ts';
import type { TemplateFile } from '../../../domain/templates/template.ts';
import { extentsIn, wholeLine } from './extents.ts';

/** Returns the template in an open text that was edited; `undefined` if the file is as on disk. */
export type TypedTemplate = (file: string) => TemplateFile | undefined;

/** A place where the user sees it now. */
export interface Position {
  /** The resource's key or, for a property, the property's. */
  readonly place: TemplatePlace;
  /** In an open text the whole resource; in any other the line of its key. */
  readonly extent: Range;
}

/**
 * Returns a function that returns where a place of a file on disk is now; `undefined` if the open text does not declare the resource:
 * another one may be at its line. A property that was deleted while typing leaves its resource. Reads each open text once, so it is for
 * one answer alone.
 */
export function createPositions(typed: TypedTemplate) {
  const openTemplate = memoize((file: string) => {
    const template = typed(file);
    return template && !isUnreadable(template) ? { template, extents: extentsIn(template) } : undefined;
  });
  return (place: TemplatePlace, property?: string): Position | undefined => {
    const { file } = place;
    const open = openTemplate(file);
    if (!open) return { place, extent: wholeLine(place.line) };
    const { template, extents } = open;
    const resource = extents.resource(place);
    return (
      resource && {
        place: { ...placeIn(template, resource, property), file },
        extent: extents.extentOf(resource),
      }
    );
  };
}

/** Returns whether an open text, which never parsed, says nothing about the resources of its file. */
function isUnreadable({ error, resources, loops = [] }: TemplateFile): boolean {
  return error !== undefined && resources.length + loops.length === 0;
}
