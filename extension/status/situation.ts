import type { Status } from '#protocol/status.ts';

/** What an empty tree of findings means; names of `viewsWelcome` in `package.json`. */
export type Situation = 'starting' | 'offline' | 'unconfigured' | 'unread' | 'clean' | 'limited' | 'gaps';

/** @param connected Absent until the first attempt has succeeded or failed. */
export function situationOf(connected: boolean | undefined, status: Status | undefined): Situation {
  if (connected === false) return 'offline';
  if (connected === undefined || !status) return 'starting';
  if (!status.configured) return 'unconfigured';
  if (status.lastSync === undefined) return 'unread';
  if (!status.complete) return 'gaps';
  return status.notes.length === 0 ? 'clean' : 'limited';
}

/** Whether the problems are only what a person sees who has configured nothing yet: the welcome says that better. */
export function isFresh({ configured, problems }: Status): boolean {
  return !configured && problems.every(({ code }) => code === 'team-missing' || code.startsWith('jira-'));
}
