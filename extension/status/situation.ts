import type { Status } from '#protocol/status.ts';
import type { ConnectionState } from '../daemon/model.ts';
import { remedyOf } from './problems/remedies.ts';

/** Reasons for an empty tree of findings; `viewsWelcome` in `package.json` names them. */
export type Situation =
  | 'starting'
  | 'offline'
  | 'fresh'
  | 'teamless'
  | 'unread'
  | 'reading'
  | 'clean'
  | 'limited'
  | 'gaps';

/** The part of the model that decides the welcome views. */
export interface Known {
  readonly connection: ConnectionState;
  /** `undefined` until the daemon has answered. */
  readonly status: Status | undefined;
}

/** Returns why the tree of findings is empty. @param isConfigured Whether the user has configured anything. */
export function situationOf({ connection, status }: Known, isConfigured: boolean): Situation {
  if (connection === 'idle') return 'fresh';
  if (connection === 'offline') return 'offline';
  if (connection === 'starting' || !status) return isConfigured ? 'starting' : 'fresh';
  if (!status.configured) return isConfigured ? 'teamless' : 'fresh';
  if (status.lastSync === undefined) return status.syncing ? 'reading' : 'unread';
  if (!status.complete) return 'gaps';
  return status.notes.length === 0 ? 'clean' : 'limited';
}

/** Reasons for an empty tree of tickets. */
export type TicketSituation = 'later' | 'starting' | 'offline' | 'signedOut' | 'reading' | 'unread' | 'none';

/**
 * Returns why the tree of tickets is empty. `later`: the findings above have the next step.
 * @param isConfigured Whether the user has configured anything.
 */
export function ticketSituationOf({ connection, status }: Known, isConfigured: boolean): TicketSituation {
  if (status?.ticketsRead !== undefined) return 'none';
  if (connection === 'idle' || !isConfigured) return 'later';
  if (connection === 'offline') return 'offline';
  if (connection === 'starting' || !status) return 'starting';
  if (!status.configured) return 'later';
  if (status.problems.some(({ code }) => remedyOf(code)?.command === 'guardrail.signIn')) return 'signedOut';
  return status.syncing ? 'reading' : 'unread';
}

/** Returns whether the only problem is that nothing is configured yet: the welcome view explains that better. */
export function isFresh({ configured, problems }: Status): boolean {
  return !configured && problems.every(({ code }) => code === 'team-missing' || code.startsWith('jira-'));
}
