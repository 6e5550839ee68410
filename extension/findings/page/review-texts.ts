import { l10n } from 'vscode';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import type { MoveTexts, ReviewTexts } from '../../../webview/finding/protocol.ts';

/** Returns every word of the review form in the editor's language. */
export function reviewTexts(): ReviewTexts {
  return {
    fixed: l10n.t('Fixed: the cause is gone, or the next deployment removes it'),
    intended: l10n.t('Intended: the resource is meant to be like this'),
    notOurs: l10n.t('Not ours: another team has to fix it'),
    lastDay: l10n.t('Intended until (last day)'),
    lastDayHelp: l10n.t('After this day the finding counts as open again.'),
    withoutEnd: l10n.t('Without an end'),
    withoutEndHelp: l10n.t('The finding does not come back by itself.'),
    dayMissing: l10n.t('Enter a day, or choose "Without an end".'),
    dayOver: l10n.t('This day is in the past.'),
    dayTooFar: l10n.t('At most ten years from now.'),
    team: l10n.t('Team'),
    teamHelp: l10n.t('The team that can fix it. The reviewer reads this in the ticket.'),
    teamMissing: l10n.t('Enter a team.'),
    teamTooLong: l10n.t('At most {0} characters.', maxTeamCharacters),
    move: moveTexts(),
  };
}

/** Placeholders stay: the page fills them in. */
function moveTexts(): MoveTexts {
  return {
    title: l10n.t('What Jira asks for'),
    loading: l10n.t('Asking Jira which fields the move needs …'),
    stop: l10n.t('Cancel'),
    stopped: l10n.t('Not loaded.'),
    load: l10n.t('Load'),
    tryAgain: l10n.t('Try Again'),
    checkAgain: l10n.t('Check Again'),
    sendAnyway: l10n.t('You can send the review now. If Jira asks for more, you see it here.'),
    requiredHelp: l10n.t('* Jira requires a value.'),
    transition: l10n.t('Transition'),
    choose: l10n.t('Choose…'),
    chooseMissing: l10n.t('Choose a transition.'),
    oneStep: l10n.t(
      'No transition leads to review directly. "Move to Review" takes this step first, and then the review.',
    ),
    severalSteps: l10n.t(
      'No transition leads to review directly. "Move to Review" takes the chosen step first, and then the review.',
    ),
    step: l10n.t('First step'),
    more: l10n.t('More fields ({0})', '{0}'),
    none: l10n.t('None'),
    missing: l10n.t('Jira requires a value.'),
    number: l10n.t('This is not a number.'),
    date: l10n.t('This is not a date. Write it as {0}.', '2026-11-30'),
    datetime: l10n.t('This is not a time. Write it as {0}.', '2026-11-30 09:00'),
    labelsHelp: l10n.t('Labels with spaces between them.'),
    hasDefault: l10n.t('Jira fills it in if it is empty.'),
    moreOptions: l10n.t('Jira allows more values than this list has.'),
    filter: l10n.t('Filter'),
    unsupported: l10n.t(
      'Jira also requires {0}, which Guardrail cannot fill in. Send the review, then make this move in Jira: Guardrail adds your reason.',
      '{0}',
    ),
    personHelp: l10n.t('Type the beginning of a name, and choose from the list.'),
    searching: l10n.t('Searching …'),
    noPerson: l10n.t('Jira finds no such person.'),
    people: l10n.t('chosen'),
    choosePerson: l10n.t('Choose a person from the list.'),
    remove: l10n.t('Remove {0}', '{0}'),
  };
}
