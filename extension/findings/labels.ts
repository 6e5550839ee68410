import { l10n, workspace } from 'vscode';
import type { FindingView, Severity } from '#protocol/findings.ts';
import type { Confidence, Link, TemplatePlace } from '#protocol/links.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { Standing } from './order.ts';

/** @param ticketsRead Before tickets were ever read, nobody knows whether there is one. */
export function stateWord(state: Standing, ticketsRead = true): string {
  switch (state) {
    case 'none':
      return ticketsRead ? l10n.t('No ticket') : l10n.t('Tickets not read yet');
    case 'todo':
      return l10n.t('To Do');
    case 'conflict':
      return l10n.t('Review in conflict');
    case 'resolved':
      return l10n.t('Resolved, ticket still open');
    case 'review':
      return l10n.t('In Review');
    case 'done':
      return l10n.t('Done');
  }
}

export function severityWord(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return l10n.t('critical');
    case 'high':
      return l10n.t('high');
    case 'medium':
      return l10n.t('medium');
    case 'low':
      return l10n.t('low');
  }
}

export function confidenceWord(confidence: Confidence): string {
  switch (confidence) {
    case 'certain':
      return l10n.t('certain');
    case 'probable':
      return l10n.t('probable');
    case 'candidates':
      return l10n.t('one of several candidates');
    case 'none':
      return l10n.t('not linked');
  }
}

/** How sure a link is, and whether a person said so. */
export function linkWords({ confidence, choice }: Link): string {
  return [confidenceWord(confidence), choice === 'this' && chosenWord()].filter(Boolean).join(' · ');
}

export function chosenWord(): string {
  return l10n.t('chosen by you');
}

/** A place as people read it: `network/vpc.yaml:12`. */
export function shownPlace({ file, line }: Pick<TemplatePlace, 'file' | 'line'>): string {
  return `${workspace.asRelativePath(file)}:${line + 1}`;
}

export function dueWords(due: string, overdue: boolean): string {
  return overdue ? l10n.t('overdue since {0}', due) : l10n.t('due {0}', due);
}

/** A finding's ticket by its key, and whether it is only probably the finding's. */
export function ticketName({ key, match }: Pick<TicketOfFinding, 'key' | 'match'>): string {
  return match === 'label' ? key : l10n.t('{0} (probable)', key);
}

/** The facts of a finding as lines of plain text. */
export function factLines(
  { rule, ruleIdentifier, severity, resource, account, region, ticket, link, resolvedAt }: FindingView,
  overdue: boolean,
): string[] {
  return [
    ...(resolvedAt === undefined ? [] : [l10n.t('Resolved: AWS no longer reports it.')]),
    l10n.t('Severity: {0}', severityWord(severity)),
    l10n.t('Rule: {0}', ruleIdentifier ?? rule),
    l10n.t('Resource: {0}', `${resource.name ?? resource.id} (${resource.type})`),
    l10n.t('Account: {0}', `${account} · ${region}`),
    ticket
      ? l10n.t(
          'Ticket: {0}',
          [
            ticketName(ticket),
            ticket.status,
            ticket.priority,
            ticket.due && dueWords(ticket.due, overdue),
            ticket.assignee,
          ]
            .filter(Boolean)
            .join(' · '),
        )
      : l10n.t('No ticket'),
    ...(ticket?.match === 'text'
      ? [l10n.t('The ticket is probably this finding’s: its text names account, resource and rule.')]
      : []),
    ...(link ? [link.evidence] : []),
  ];
}
