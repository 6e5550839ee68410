import { z } from 'zod';
import { checkJira, getJiraInUse, signOutOfJira } from '#protocol/messages.ts';
import type { Dispatch } from '../dispatch.ts';
import type { SessionHost } from '../session-view.ts';

/** All of the check's requests together, in ms. */
const checkTimeoutMs = 45_000;

/** Who is signed in to Jira, what decides that, and whether what a user typed is right. */
export function answerAccount(dispatch: Dispatch, { core, signOut }: SessionHost, closed: AbortSignal): void {
  const text = z.string().min(1).max(2_000).optional();
  dispatch.request(getJiraInUse, z.object({}), core.account.inUse);
  dispatch.request(checkJira, z.object({ site: text, email: text, token: text }), (typed, signal) =>
    core.account.check(typed, AbortSignal.any([signal, closed, AbortSignal.timeout(checkTimeoutMs)])),
  );
  dispatch.request(signOutOfJira, z.object({}), () => {
    signOut();
    return core.account.inUse();
  });
}
