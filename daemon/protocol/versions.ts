/**
 * The version of the contract. Both sides send it; if it differs, the handshake ends. If the daemon's product version is
 * older, it ends too, so that the client can start its own. Otherwise the user restarts the daemon.
 *
 * History:
 * - 1, 2026-11-23: first contract.
 * - 2, 2026-11-28: a `FindingView` has no `lastSeen` (`listLastSeen` returns it). Later changes are relative to the lists
 *   that a window received. Links may come alone. A status omits `failed` if it is unchanged.
 * - 3, 2026-11-28: a `Link` has its location in `place`, no longer among its own members.
 * - 4, 2026-11-29: `decideTicket` approves a review or sends it back. A `PendingReview` has a `kind`; only a review has an
 *   `outcome`, which may also be `not-ours` (with a `team`); an intention may have an end (`until`).
 *   A ticket's `match` may be `link` or `confirmed`, too; a ticket about several findings lists them in `findings`, and is
 *   `isShared` on each of them. `judgeMatch` confirms or rejects a probable match.
 *   A review or decision has values for the `fields` of its move. `listMoves` lists the moves of a ticket with their fields,
 *   `searchUsers` finds users. Problems of fields have `move` and `faults`.
 *   `readReviewCase` returns what a reviewer needs for one ticket. A `TicketView` in review has AWS's answer.
 *   A review may go in steps (`via`, `ProblemData.ways`).
 *   `readTicketDetails` returns a ticket's text, comments and links.
 *   `readJiraSite` returns the kind of a site. A `JiraAccount` has its `kind`, a status has `jira`, settings have `allowHttp`.
 *   `fileTicket` files a ticket for a finding; `readFilingForm` reads what Jira asks for in it.
 *   `undoAction` takes back an action, `resolveConflict` resolves a conflict, `listPastActions` lists confirmed actions.
 *   A `PendingReview` has `steps`, and in a conflict `found`.
 *   A ticket of a finding says `until` when it is intended, and `isOver` if that day is over.
 *   A finding has its `filing` while Jira does not have its ticket; `withdrawFiling` withdraws it.
 * - 5, 2026-11-29: `searchUsersOfProject` finds users for a new ticket, and a `FilingForm` has its `optional` fields.
 *   A `PendingReview` has its `id`, and in a conflict the `resolutions` that can succeed. A `TicketView` has `undo`
 *   if the user's last action can be taken back, and a `ReviewResult` has the id of its `action`. `undoAction` and `resolveConflict`
 *   take values for the `fields` of their move. A value of several people has their `names`.
 *   A `FindingView` and a `TicketView` have `divergences`, each with a suggested next step; a status counts them.
 *   A ticket may say `findingUnknown`, a ticket of a finding `intended`.
 *   `editTicket` assigns, comments, and changes the due date: actions of three more kinds. In a conflict of one, `found` has what
 *   was `edited`.
 *   A review may attach the changes of its template that the user saw (`patch`), which `readReviewPatch` returns with their `id`.
 *   `readFindingDetails` returns the sources of a finding, its account's name and what happened. `readTicketDetails` has the `acts`,
 *   and texts as `blocks`. `readExplanation` asks AWS Config about a finding.
 *   `foreseeReview` returns what Jira would ask for in a review.
 *   `readReviewCase` also returns the answer that sent a ticket back. A `TicketView` says `cameBack`.
 *   A window receives the daemon's log (`logWritten`) at the level that it reports.
 *   A window reports its state (`windowStateChanged`), and one of them is sent what is new (`showNotification`).
 *   `getAwsInUse`, `listTeams`, `listRegions` and `readProfileAccounts` give lists to choose from; a profile has its `account`.
 *   A hello has the settings of the window's `editor`; `editorSettingsChanged` changes them. A `Link` names its `stack`.
 *   `showFindings` shows a list that the daemon filters, groups and sorts; `locateFinding` and `listFilterChoices` are about it.
 *   `judgeMatch` forgets a ticket's only verdict without a `finding`, and returns the finding.
 *   `openConfigurationFile` writes the configuration file if it does not exist; `configurationSaved` says what a save of it changed;
 *   `addAccounts` writes accounts into it.
 *   `listMarkedResources`, `findNextResource` and `markedFilesChanged` report the resources with findings in files.
 *   A virtual folder of a window is among the failed templates of a status, by its URI; a folder there says `isFolder`.
 */
export const protocolVersion = 5;

/** Returns whether `version` comes before `other`: three numbers with dots between; a suffix is not compared. */
export function isOlder(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): number[] {
  return version.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
}
