import type { FindingView, Link, OtherCause, TemplatePlace } from '#protocol/findings.ts';
import { placeIn } from '../linking/cause.ts';
import type { TemplateFile } from '../templates/template.ts';

/** A finding at a place of an open or closed file, where the editor shows it. */
export interface Mark {
  readonly view: FindingView;
  /** The resource's key. */
  readonly place: TemplatePlace;
  /** One of several candidates. */
  readonly candidate: boolean;
  /** Where the cause stands, in the same file: a property's key, of this resource or another. */
  readonly cause?: TemplatePlace;
  /** What else may be it. */
  readonly others?: readonly OtherCause[];
}

/**
 * Findings by file, each at the position the reader sees now.
 * @param typed What a file says that is being typed; nothing where it is as on disk.
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

  /** A property that was deleted while typing leaves its mark on the resource. */
  function now(place: TemplatePlace, property?: string): TemplatePlace {
    const template = typed(place.file);
    const all = template && [...template.resources, ...(template.loops ?? [])];
    const resource = all?.find(({ id }) => id === place.logicalId);
    return template && resource ? { ...placeIn(template, resource, property), file: place.file } : place;
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
    for (const place of link?.candidates ?? []) add({ view, place: now(place), candidate: true });
    if (!isPlace(link)) continue;
    add({ view, place: now(placeOf(link)), candidate: false, ...(link.cause && causeNow(link.cause)) });
    // People mend the code; the template is made anew of it. An editor marks the word at an empty range.
    const { source, logicalId } = link;
    if (source) add({ view, place: { ...source, endColumn: source.column, logicalId }, candidate: false });
  }
  return marks;
}

function isPlace(link: Link | undefined): link is Link & TemplatePlace {
  return link?.file !== undefined;
}

function placeOf({ file, line, column, endColumn, logicalId }: TemplatePlace): TemplatePlace {
  return { file, line, column, endColumn, logicalId };
}
