import type { Status } from '#protocol/status.ts';
import type { ConnectionState } from '../daemon/model.ts';

/** Reasons for an empty tree of findings; `viewsWelcome` in `package.json` names them. */
export type Situation = 'starting' | 'offline' | 'unconfigured' | 'unread' | 'clean' | 'limited' | 'gaps';

/** Returns why the tree is empty. @param status `undefined` until the daemon has answered. */
export function situationOf(connection: ConnectionState, status: Status | undefined): Situation {
  if (connection === 'offline') return 'offline';
  if (connection === 'starting' || !status) return 'starting';
  if (!status.configured) return 'unconfigured';
  if (status.lastSync === undefined) return 'unread';
  if (!status.complete) return 'gaps';
  return status.notes.length === 0 ? 'clean' : 'limited';
}

/** Returns whether the only problem is that nothing is configured yet: the welcome view explains that better. */
export function isFresh({ configured, problems }: Status): boolean {
  return !configured && problems.every(({ code }) => code === 'team-missing' || code.startsWith('jira-'));
}
