import { z } from 'zod';
import { checkJira, getJiraInUse, listJiraProjects, signOutOfJira } from '#protocol/messages.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionHost } from '../session/session-view.ts';

/** All requests of one check or list together, in ms. */
const checkTimeoutMs = 45_000;

/** Who is signed in to Jira, what decides that, and whether what a user typed is right. */
export function answerAccount(dispatch: Dispatch, { core, signOut }: SessionHost, closed: AbortSignal): void {
  const text = z.string().min(1).max(2_000).optional();
  dispatch.request(getJiraInUse, z.object({}), core.account.inUse);
  const account = z.object({ site: text, email: text, token: text });
  const bounded = (signal: AbortSignal) =>
    AbortSignal.any([signal, closed, AbortSignal.timeout(checkTimeoutMs)]);
  dispatch.request(checkJira, account, (typed, signal) => core.account.check(typed, bounded(signal)));
  dispatch.request(listJiraProjects, account, (typed, signal) =>
    core.account.projects(typed, bounded(signal)),
  );
  dispatch.request(signOutOfJira, z.object({}), () => {
    signOut();
    return core.account.inUse();
  });
}
