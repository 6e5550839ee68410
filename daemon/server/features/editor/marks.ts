import type { FindingView } from '#protocol/findings.ts';
import type { Link, OtherCause, TemplatePlace } from '#protocol/links.ts';
import { isSameData } from '../../../base/same-data.ts';
import { wholeLine } from './extents.ts';
import { createPositions, type Position, type TypedTemplate } from './positions.ts';

/** A finding at the place of an open or closed file where the editor shows it: at its resource. */
export interface Mark extends Position {
  readonly view: FindingView;
  /** One of several candidates. */
  readonly candidate: boolean;
  /** The cause's place in the same file: a property's key, of this resource or another. */
  readonly cause?: TemplatePlace;
  /** Other possible causes. */
  readonly others?: readonly OtherCause[];
}

/** Returns findings by file, each at the position that the user sees now. */
export function marksOf(views: readonly FindingView[], typed: TypedTemplate): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  const add = (mark: Mark) => {
    const others = marks.get(mark.place.file);
    if (others) others.push(mark);
    else marks.set(mark.place.file, [mark]);
  };

  const positionOf = createPositions(typed);

  function causeNow({ place, property, others }: NonNullable<Link['cause']>): Pick<Mark, 'cause' | 'others'> {
    const cause = place && positionOf(place, property)?.place;
    return {
      ...(cause && { cause }),
      ...(others && {
        others: others.flatMap((other) => {
          const now = positionOf(other.place, other.property);
          return now ? [{ ...other, place: now.place }] : [];
        }),
      }),
    };
  }

  for (const view of views) {
    const { link } = view;
    for (const candidate of link?.candidates ?? []) {
      const position = positionOf(candidate);
      if (position) add({ view, ...position, candidate: true });
    }
    if (!link?.place) continue;
    const position = positionOf(link.place);
    if (position) add({ view, ...position, candidate: false, ...(link.cause && causeNow(link.cause)) });
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
