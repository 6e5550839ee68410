import { checkJira, getJiraInUse, listJiraProjects, signOutOfJira } from '#protocol/account.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionHost } from '../session/session-view.ts';

/** All requests of one check or list together, in ms. */
const checkTimeoutMs = 45_000;

/** Who is signed in to Jira, what decides that, and whether what a user typed is right. */
export function answerAccount(dispatch: Dispatch, { core, signOut }: SessionHost, closed: AbortSignal): void {
  dispatch.request(getJiraInUse, core.account.inUse);
  const bounded = (signal: AbortSignal) =>
    AbortSignal.any([signal, closed, AbortSignal.timeout(checkTimeoutMs)]);
  dispatch.request(checkJira, (typed, signal) => core.account.check(typed, bounded(signal)));
  dispatch.request(listJiraProjects, (typed, signal) => core.account.projects(typed, bounded(signal)));
  dispatch.request(signOutOfJira, () => {
    signOut();
    return core.account.inUse();
  });
}
