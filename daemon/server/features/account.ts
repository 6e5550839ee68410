import type { JiraAccount, JiraInUse, JiraProjects, TypedAccount } from '#protocol/account.ts';
import { checkJira, getJiraInUse, listJiraProjects, signOutOfJira } from '#protocol/account.ts';
import type { Dispatch } from '../listen/dispatch.ts';

/** All requests of one check or list together. */
const checkTimeoutMs = 45_000;

export interface AccountService {
  inUse(): JiraInUse;
  /** Keeps nothing. @throws Problem with the reason for which Jira refused. */
  check(typed: TypedAccount, signal: AbortSignal): Promise<JiraAccount>;
  /** The projects of the typed account; if nothing is typed, of the one in use. @throws Problem as `check` does. */
  projects(typed: TypedAccount, signal: AbortSignal): Promise<JiraProjects>;
}

export interface AccountInput {
  readonly account: AccountService;
  /** Forgets the token that this window gave. */
  readonly signOut: () => void;
  readonly closed: AbortSignal;
}

/** Which Jira account is in use and which source decides it; and whether typed values are right. */
export function answerAccount(dispatch: Dispatch, { account, signOut, closed }: AccountInput): void {
  const bounded = (signal: AbortSignal) =>
    AbortSignal.any([signal, closed, AbortSignal.timeout(checkTimeoutMs)]);
  dispatch.request(getJiraInUse, account.inUse);
  dispatch.request(checkJira, (typed, signal) => account.check(typed, bounded(signal)));
  dispatch.request(listJiraProjects, (typed, signal) => account.projects(typed, bounded(signal)));
  dispatch.request(signOutOfJira, () => {
    signOut();
    return account.inUse();
  });
}
