import type { MarkedResource } from '#protocol/editor.ts';
import { type FindingView, isReviewed, severities, stateOfFinding } from '#protocol/findings.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';
import { rangeOf } from './diagnostics.ts';
import type { Mark } from './marks.ts';

/** A list to choose from that is longer is unreadable, and each key is sent to the window. */
const maxKeys = 50;

/** The findings of one logical resource in a file. */
export interface ResourceMarks {
  readonly first: Mark;
  readonly marks: readonly Mark[];
  /** Each finding once. */
  readonly views: readonly FindingView[];
}

/** Groups the findings of a file by the line of their resource, in the order of lines. */
export function resourceMarksOf(marks: readonly Mark[]): ResourceMarks[] {
  return [...Map.groupBy(marks, ({ place }) => place.line)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, here]) => {
      const [first] = here;
      const views = [...new Map(here.map(({ view }) => [view.key, view])).values()];
      return first ? [{ first, marks: here, views }] : [];
    });
}

/** Says in one phrase what fails on a resource: the worst severity, how many findings, and how many are in review. */
export function labelOf({ marks, views }: ResourceMarks, locale: Locale): string {
  const worst = worstOf(views);
  const label = textsOf(locale).editor.lens({
    severity: worst.severity,
    count: views.length,
    inReview: views.filter((view) => stateOfFinding(view) === 'review').length,
    title: views.length === 1 ? worst.title : undefined,
    isCandidate: marks.every(({ candidate }) => candidate),
  });
  return printable(label);
}

/** Returns the resources of a file as a window shows them. */
export function markedResourcesOf(marks: readonly Mark[], locale: Locale): MarkedResource[] {
  return resourceMarksOf(marks).map((resource) => {
    const { first, views } = resource;
    return {
      label: labelOf(resource, locale),
      range: rangeOf(first),
      lastLine: Math.max(first.extent.end.line, first.place.line),
      severity: worstOf(views).severity,
      isReviewed: views.every(isReviewed),
      findings: keysOf(views),
    };
  });
}

/** Returns the keys of the first findings. */
export function keysOf(views: readonly FindingView[]): string[] {
  return views.slice(0, maxKeys).map(({ key }) => key);
}

/** Returns the most severe finding of those that wait for the developer; of all, if none waits. */
function worstOf(views: readonly FindingView[]): FindingView {
  const waiting = views.filter((view) => !isReviewed(view));
  return (waiting.length > 0 ? waiting : views).reduce((worst, view) =>
    severities.indexOf(view.severity) < severities.indexOf(worst.severity) ? view : worst,
  );
}
