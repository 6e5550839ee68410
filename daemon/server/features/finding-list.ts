import { setTimeout as sleep } from 'node:timers/promises';
import { listFilterChoices, locateFinding, showFindings } from '#protocol/finding-list.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { ShownList } from '../session/shown-list.ts';

/** The user waits for the list of choices, so Jira has this time to say which findings are the user's. */
const myselfTimeoutMs = 1_000;

/**
 * Handles requests for the list that a window shows.
 * @param answered Resolves once Jira has said who the user is, or cannot.
 */
export function answerFindingList(dispatch: Dispatch, shown: ShownList, answered: () => Promise<void>): void {
  // Answered at once: what is read later is sent as a change.
  dispatch.request(showFindings, shown.show);
  dispatch.request(locateFinding, ({ finding }) => shown.locate(finding));
  dispatch.request(listFilterChoices, async (query) => {
    await Promise.race([answered(), sleep(myselfTimeoutMs, undefined, { ref: false })]);
    return shown.choices(query);
  });
}
