import type { JiraAccount, JiraInUse, JiraProjects, JiraSite, TypedAccount } from '#protocol/account.ts';
import { checkJira, getJiraInUse, listJiraProjects, readJiraSite, signOutOfJira } from '#protocol/account.ts';
import type { Dispatch } from '../listen/dispatch.ts';

/** The time limit for all requests of one check or list together. */
const checkTimeoutMs = 45_000;

export interface AccountService {
  inUse(): JiraInUse;
  /** Resolves to the kind of the typed site. Stores nothing. @throws Problem of the site. */
  site(typed: TypedAccount, signal: AbortSignal): Promise<JiraSite>;
  /** Stores nothing. @throws Problem with the reason of Jira's refusal. */
  check(typed: TypedAccount, signal: AbortSignal): Promise<JiraAccount>;
  /** Resolves to the projects of the typed account, by default of the one in use. @throws Problem like `check`. */
  projects(typed: TypedAccount, signal: AbortSignal): Promise<JiraProjects>;
}

export interface AccountInput {
  readonly account: AccountService;
  /** Forgets the token that this window gave, also where other windows have it. */
  readonly signOut: () => void;
  readonly closed: AbortSignal;
}

/** Handles requests about the Jira account in use, the source that decides it, and whether typed values work. */
export function answerAccount(dispatch: Dispatch, { account, signOut, closed }: AccountInput): void {
  const bounded = (signal: AbortSignal) =>
    AbortSignal.any([signal, closed, AbortSignal.timeout(checkTimeoutMs)]);
  dispatch.request(getJiraInUse, account.inUse);
  dispatch.request(readJiraSite, (typed, signal) => account.site(typed, bounded(signal)));
  dispatch.request(checkJira, (typed, signal) => account.check(typed, bounded(signal)));
  dispatch.request(listJiraProjects, (typed, signal) => account.projects(typed, bounded(signal)));
  dispatch.request(signOutOfJira, () => {
    signOut();
    return account.inUse();
  });
}
