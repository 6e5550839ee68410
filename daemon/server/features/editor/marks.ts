import type { Range } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import type { Link, OtherCause, TemplatePlace } from '#protocol/links.ts';
import { memoize } from '../../../base/memoize.ts';
import { isSameData } from '../../../base/same-data.ts';
import { placeIn } from '../../../domain/linking/causes/place-cause.ts';
import type { TemplateFile } from '../../../domain/templates/template.ts';
import { extentsIn, wholeLine } from './extents.ts';

/** A finding at the place of an open or closed file where the editor shows it. */
export interface Mark {
  readonly view: FindingView;
  /** The resource's key. */
  readonly place: TemplatePlace;
  /** In an open text the whole resource; in any other the line of its key. */
  readonly extent: Range;
  /** One of several candidates. */
  readonly candidate: boolean;
  /** The cause's place in the same file: a property's key, of this resource or another. */
  readonly cause?: TemplatePlace;
  /** Other possible causes. */
  readonly others?: readonly OtherCause[];
}

/**
 * Returns findings by file, each at the position that the user sees now.
 * @param typed Returns the template in an open text that was edited; `undefined` if the file is as on disk.
 */
export function marksOf(
  views: readonly FindingView[],
  typed: (file: string) => TemplateFile | undefined,
): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  const add = (mark: Mark) => {
    const others = marks.get(mark.place.file);
    if (others) others.push(mark);
    else marks.set(mark.place.file, [mark]);
  };

  const openTemplate = memoize((file: string) => {
    const template = typed(file);
    return template && { template, extents: extentsIn(template) };
  });

  function declared({ file, logicalId }: TemplatePlace) {
    const open = openTemplate(file);
    const resource = open?.extents.resource(logicalId);
    return open && resource && { ...open, resource };
  }

  /** A property that was deleted while typing leaves its mark on the resource. */
  function now(place: TemplatePlace, property?: string): TemplatePlace {
    const found = declared(place);
    return found ? { ...placeIn(found.template, found.resource, property), file: place.file } : place;
  }

  function positionOf(place: TemplatePlace): Pick<Mark, 'place' | 'extent'> {
    const found = declared(place);
    return { place: now(place), extent: found?.extents.extentOf(found.resource) ?? wholeLine(place.line) };
  }

  function causeNow({ place, property, others }: NonNullable<Link['cause']>): Pick<Mark, 'cause' | 'others'> {
    return {
      ...(place && { cause: now(place, property) }),
      ...(others && {
        others: others.map((other) => ({ ...other, place: now(other.place, other.property) })),
      }),
    };
  }

  for (const view of views) {
    const { link } = view;
    for (const place of link?.candidates ?? []) add({ view, ...positionOf(place), candidate: true });
    if (!link?.place) continue;
    add({ view, ...positionOf(link.place), candidate: false, ...(link.cause && causeNow(link.cause)) });
    // The user fixes the code, from which the template is made again. At an empty range an editor marks the word.
    const { source, place } = link;
    if (source)
      add({
        view,
        place: { ...source, endColumn: source.column, logicalId: place.logicalId },
        extent: wholeLine(source.line),
        candidate: false,
      });
  }
  return marks;
}

/** Returns the new marks. A file whose marks are equal keeps its former list, so that nothing is computed again for it. */
export function keepUnchanged(
  before: ReadonlyMap<string, Mark[]> | undefined,
  after: ReadonlyMap<string, Mark[]>,
): Map<string, Mark[]> {
  return new Map(
    [...after].map(([file, marks]) => {
      const former = before?.get(file);
      const isSame =
        former?.length === marks.length && marks.every((mark, index) => isSameMark(former[index], mark));
      return [file, former && isSame ? former : marks];
    }),
  );
}

/** Findings that are equal are the same object if nothing changed in the sources. */
function isSameMark(one: Mark | undefined, { view, ...other }: Mark): boolean {
  if (one?.view !== view) return false;
  const { view: _, ...place } = one;
  return isSameData(place, other);
}
