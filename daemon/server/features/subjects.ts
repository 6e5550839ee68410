import { followSubjects, readSubjects, searchSubjects } from '#protocol/subjects.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { WindowNews } from '../session/window-news.ts';
import { searchIn, subjectsOf } from '../views/subjects.ts';

/** Handles requests for the findings and tickets that a command, a list to choose from or a page is about. */
export function answerSubjects(
  dispatch: Dispatch,
  { view, news }: { readonly view: Pick<SessionView, 'known'>; readonly news: () => WindowNews | undefined },
): void {
  dispatch.request(readSubjects, (named) => subjectsOf(named, view.known()));
  dispatch.request(searchSubjects, (search) => searchIn(search, view.known()));
  dispatch.request(followSubjects, (named) => news()?.follow(named) ?? { findings: [], tickets: [] });
}
