import { l10n } from 'vscode';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import type { ReviewTexts } from '../../../webview/finding/protocol.ts';

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
    dayOver: l10n.t('This day is over.'),
    dayTooFar: l10n.t('At most ten years from now.'),
    team: l10n.t('Team'),
    teamHelp: l10n.t('The team that can fix it. The reviewer reads this in the ticket.'),
    teamMissing: l10n.t('Enter a team.'),
    teamTooLong: l10n.t('At most {0} characters.', maxTeamCharacters),
  };
}
