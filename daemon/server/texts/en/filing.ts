import type { FilingProblems } from '../../../domain/problems/filing.ts';
import type { ProblemTexts, Texts } from '../texts.ts';
import { faultOfField, listedFields } from './fields.ts';

export const filingProblems: Pick<ProblemTexts, keyof FilingProblems> = {
  'ticket-exists': ({ ticket }) => ({
    what: `${ticket} tracks this finding already.`,
    next: `Open ${ticket}.`,
  }),
  'filing-project-open': ({ projects }) => ({
    what:
      projects.length === 0
        ? 'No Jira project is configured, so Guardrail does not know where to file the ticket.'
        : `The ticket can be filed in several projects: ${projects.join(', ')}.`,
    next: 'Choose a project ("--project KEY" in a terminal).',
  }),
  'issue-type-unknown': ({ project, issueType, offered }) => ({
    what: `Project ${project} has no ticket type "${issueType}" that you can create.`,
    next:
      offered.length === 0
        ? 'Ask for the permission to create tickets.'
        : `Choose one of: ${offered.join(', ')}.`,
  }),
  'filing-not-permitted': ({ project }) => ({
    what: `Your account cannot create tickets in project ${project}.`,
    next: 'Choose another project, or ask its administrator for the permission to create tickets.',
  }),
  'filing-needs-fields': ({ project, issueType, faults, asked }) => ({
    what: `Jira asks for more in a ${issueType} of project ${project}. ${faults.map(faultOfField).join(' ')}`,
    next:
      asked.length === 0
        ? 'Leave it out and file it again.'
        : `Fill in ${listedFields(asked)} and file it again (in a terminal with --field NAME=VALUE for each).`,
  }),
  'filing-unsettled': ({ project }) => ({
    what: `Jira did not answer, so it is not known yet whether the ticket is in project ${project}.`,
    next: 'Guardrail looks for the ticket before it files it again. You do not need to do anything.',
  }),
  'filing-withdrawn': ({ project }) => ({
    what: `The ticket for project ${project} was withdrawn before it was sent to Jira.`,
    next: 'File it again if you need it.',
  }),
};

export const newTicket: Texts['newTicket'] = ({
  title,
  rule,
  resource,
  account,
  region,
  console,
  remedy,
}) => ({
  summary: `${title}: ${resource.name} (${account.name ?? account.id})`,
  paragraphs: [
    title,
    [
      `Rule: ${rule}`,
      `Resource: ${resource.type} ${resource.id}`,
      ...(resource.arn === undefined ? [] : [resource.arn]),
      `Account: ${account.name === undefined ? account.id : `${account.id} (${account.name})`}`,
      `Region: ${region}`,
    ].join('\n'),
    ...(remedy === undefined ? [] : [remedy]),
    ...(console === undefined ? [] : [console]),
    'Filed with Guardrail.',
  ],
});
