import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { followSubjects, readSubjects, type Subjects, searchSubjects } from '#protocol/subjects.ts';
import type { SearchFacts } from '../../domain/findings/list/search-texts.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { SessionTemplates } from '../session/templates.ts';
import type { WindowNews } from '../session/window-news.ts';
import { searchIn, subjectsOf } from '../views/subjects.ts';

export interface SubjectsInput {
  readonly view: Pick<SessionView, 'known'>;
  readonly news: () => WindowNews | undefined;
  readonly facts: () => SearchFacts;
  readonly templates: Pick<SessionTemplates, 'isOpen' | 'positions'>;
}

/** Handles requests for the findings and tickets that a command, a list to choose from or a page is about. */
export function answerSubjects(dispatch: Dispatch, { view, news, facts, templates }: SubjectsInput): void {
  /** Links are made from files as they are on disk. A place that the open text does not have any more stays. */
  function placed<Found extends Subjects>(found: Found): Found {
    const positionOf = templates.positions();
    const now = (place: TemplatePlace) => (templates.isOpen(place.file) && positionOf(place)?.place) || place;
    return { ...found, findings: found.findings.map((finding) => withPlaces(finding, now)) };
  }
  dispatch.request(readSubjects, (named) => placed(subjectsOf(named, view.known())));
  dispatch.request(searchSubjects, (search) => placed(searchIn(search, view.known(), facts())));
  dispatch.request(followSubjects, (named) => news()?.follow(named) ?? { findings: [], tickets: [] });
}

function withPlaces(finding: FindingView, now: (place: TemplatePlace) => TemplatePlace): FindingView {
  const { link } = finding;
  if (!link?.place && !link?.candidates) return finding;
  const { place, candidates } = link;
  return {
    ...finding,
    link: {
      ...link,
      ...(place && { place: now(place) }),
      ...(candidates && { candidates: candidates.map(now) }),
    },
  };
}
