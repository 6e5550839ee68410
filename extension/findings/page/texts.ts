import { l10n } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import { maxReasonCharacters } from '#protocol/review-reason.ts';
import type { PageTexts } from '../../../webview/finding/protocol.ts';
import { dueValue } from '../../tickets/due.ts';
import { todayOf } from '../../tools/dates.ts';
import { linkLabel } from '../labels.ts';
import { severityLabel } from '../severity.ts';

/** Returns every word of a finding's page in the editor's language. @param finding Absent: the page shows none. */
export function pageTexts(finding?: FindingView): PageTexts {
  const link = finding?.link;
  return {
    finding: l10n.t('Finding'),
    severityWord: finding ? severityLabel(finding.severity) : '',
    confidenceWord: link ? linkLabel(link) : '',
    declaredAt: l10n.t('Declared at'),
    candidate: l10n.t('Candidate'),
    reasonMissing: l10n.t('Enter a reason.'),
    reasonTooLong: l10n.t('At most {0} characters.', maxReasonCharacters),
    copyReason: l10n.t('Copy Reason'),
    copied: l10n.t('Copied'),
    discard: l10n.t('Discard'),
    disagree: l10n.t('Finding and ticket disagree'),
    nextStep: l10n.t('Next step:'),
    failsAgain: l10n.t('Failed again'),
    dueWords: dueValue(finding?.ticket, todayOf(new Date())) ?? '',
    rule: l10n.t('Rule'),
    resource: l10n.t('Resource'),
    arn: 'ARN',
    key: l10n.t('Key'),
    console: l10n.t('AWS Console'),
    copyResource: l10n.t('Copy Resource ID'),
    copyArn: l10n.t('Copy ARN'),
    copyKey: l10n.t('Copy Key'),
    copyTicket: l10n.t('Copy Ticket Key'),
    copyTicketUrl: l10n.t('Copy Link to Ticket'),
    type: l10n.t('Type'),
    account: l10n.t('Account'),
    team: l10n.t('Team'),
    region: l10n.t('Region'),
    firstSeen: l10n.t('First seen'),
    lastSeen: l10n.t('Last seen'),
    resolved: l10n.t('Resolved'),
    template: l10n.t('Template'),
    evidence: l10n.t('Evidence'),
    cause: l10n.t('Cause'),
    otherCause: l10n.t('Other possible cause'),
    confidence: l10n.t('Confidence'),
    ticket: l10n.t('Ticket'),
    status: l10n.t('Status'),
    priority: l10n.t('Priority'),
    due: l10n.t('Due'),
    assignee: l10n.t('Assignee'),
    noTicket: l10n.t('No ticket'),
    probable: l10n.t('The ticket is probably this finding’s: its text names account, resource and rule.'),
    review: l10n.t('Move to Review'),
    outcome: l10n.t('Outcome'),
    reason: l10n.t('Reason'),
    reasonHint: l10n.t('Why? The reviewer reads this in the ticket.'),
    submit: l10n.t('Move to Review'),
    submitting: l10n.t('Waiting for Jira …'),
    sendKeys: l10n.t('{0} sends it', '{0}'),
    required: l10n.t('* Required'),
    chooseLink: l10n.t('Choose Template Resource…'),
    candidatesHelp: l10n.t(
      'Several places may declare this resource. Your choice is saved on this machine. A .guardrail.yaml in the repository decides for the whole team.',
    ),
    goToTemplate: l10n.t('Go to Template'),
    openTicket: l10n.t('Open Ticket'),
    openConsole: l10n.t('Open in AWS Console'),
  };
}
