import type { Fault } from '../../../configuration/file/check.ts';
import { withoutFullStop } from '../parts.ts';
import type { ConfigurationFileTexts } from '../texts.ts';
import { expected } from './expected-value.ts';

export const configurationFile: ConfigurationFileTexts = {
  header: [
    'Configuration of Guardrail.',
    'Remove the # in front of a key to use it. Nothing here is in use before that.',
    'Environment variables and the settings of VS Code come before this file, value by value.',
    'Never write a secret to this file: run "Guardrail: Sign In to Jira" for the token.',
  ],
  keys: {
    team: 'Your team: the name or ID (ou-…) of its organizational unit. Any name if you list its accounts below.',
    pollMinutes: 'Minutes between two syncs while a window is open, 1 to 1440. Without it: 10.',
    regions: 'The regions to read. Without it: those that each account has enabled.',
    accounts:
      "The team's accounts, each read with its own profile or role. Without it: through the organization.",
    'accounts.id': 'The account: 12 digits in quotes.',
    'accounts.name': 'A name for it, as you want to see it.',
    'accounts.profile': 'The AWS profile to read it with.',
    'accounts.role': 'Or the ARN of a role in it that Guardrail assumes.',
    'accounts.regions': 'The regions to read in this account, instead of those above.',
    aws: 'How to reach AWS.',
    'aws.profile': 'The AWS profile to read with. Without it: where every AWS SDK looks for credentials.',
    'aws.region': "The region of the organization's Config aggregator.",
    'aws.aggregator': 'The name of the Config aggregator. Without it: the one that covers the most.',
    jira: 'Where the team\'s tickets are. It has no token: run "Guardrail: Sign In to Jira".',
    'jira.site': 'The address of your Jira site. For Data Center with its context path.',
    'jira.email': 'The e-mail address of your Atlassian account. Data Center needs none.',
    'jira.project': "The key of the team's project. '*' shows every ticket labelled guardrail, of all teams.",
    'jira.projects': 'Or the keys of several projects.',
    'jira.jql': "The team's own condition in JQL. With projects, a ticket must meet both.",
    'jira.ticketPattern':
      'A regular expression that reads a form of tickets that Guardrail does not recognize.',
    'jira.doneDays': 'Done tickets without an update for more days are not read. 0, like none: all are read.',
    'jira.allowHttp':
      'Hosts of Data Center to which your token may be sent without TLS. Anyone in the network can read it there.',
    'jira.language': 'The language of the comments that Guardrail writes: en or ja.',
    'jira.statuses': 'The names that your site gives its statuses, by state.',
    'jira.statuses.todo': 'Statuses of tickets that wait for a developer.',
    'jira.statuses.review': 'Statuses of tickets that wait for a reviewer.',
    'jira.statuses.done': 'Statuses of tickets that are done.',
  },
  example: (value) => `Example: ${value}`,
  fault: faultText,
  replaceBy: (key) => `Replace by ${key}`,
  notInUse: (source, value) =>
    source === 'environment'
      ? `Not in use: the environment sets “${value}”.`
      : `Not in use: the settings of VS Code set “${value}”.`,
  changed: (changes) => `Configuration saved. Changed: ${changes.join('; ')}. Reading …`,
  removed: (key) => `${key}: removed`,
  setTo: (key, value) => `${key}: ${value}`,
  accounts: (added, removed) =>
    `accounts: ${[added > 0 && `${added} added`, removed > 0 && `${removed} removed`].filter(Boolean).join(', ') || 'changed'}`,
  unusable:
    'Configuration saved, but not in use: it has errors. The earlier values stay in use. Correct the marked lines.',
};

function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'not-yaml':
      return `This is not valid YAML: ${withoutFullStop(fault.said)}.`;
    case 'secret':
      return `Secrets do not belong in this file, so there is no key "${fault.key}". Run "Guardrail: Sign In to Jira", or set GUARDRAIL_JIRA_TOKEN.`;
    case 'unknown-key': {
      const near = fault.near.length === 0 ? '' : ` Did you mean ${fault.near.join(' or ')}?`;
      return `There is no key "${fault.key}" here.${near}`;
    }
    case 'value':
      return sentence(expected(fault.expected));
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
