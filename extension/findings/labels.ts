import { l10n } from 'vscode';
import { type DueState, dueSoonDays } from '#protocol/due.ts';
import type { FindingView, PendingFiling } from '#protocol/findings.ts';
import type { Confidence, Link, TemplatePlace } from '#protocol/links.ts';
import type { ListState } from '#protocol/list-state.ts';
import { isCertainMatch, type TicketOfFinding } from '#protocol/tickets.ts';
import { dueLabel } from '../tickets/due.ts';
import { fileLabel } from '../tools/file-label.ts';
import { severityLabel } from './severity.ts';

/** @param ticketsRead `false`: tickets have never been read, so a ticket may exist. */
export function stateLabel(state: ListState, ticketsRead = true): string {
  switch (state) {
    case 'none':
      return ticketsRead ? l10n.t('No ticket') : l10n.t('Tickets not read yet');
    case 'todo':
      return l10n.t('To Do');
    case 'conflict':
      return l10n.t('In conflict');
    case 'resolved':
      return l10n.t('Resolved, ticket still open');
    case 'reopened':
      return l10n.t('Reopened');
    case 'done-failing':
      return l10n.t('Done, still failing');
    case 'review':
      return l10n.t('In Review');
    case 'done':
      return l10n.t('Done');
  }
}

export function dueGroupLabel(due: DueState['state']): string {
  switch (due) {
    case 'overdue':
      return l10n.t('Overdue');
    case 'due-soon':
      return l10n.t('Due within {0} days', dueSoonDays);
    case 'later':
      return l10n.t('Due later');
  }
}

export function confidenceLabel(confidence: Confidence): string {
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

/** Says how certain a link is, and whether the user chose it. */
export function linkLabel({ confidence, choice }: Link): string {
  return [confidenceLabel(confidence), choice === 'this' && chosenLabel()].filter(Boolean).join(' · ');
}

export function chosenLabel(): string {
  return l10n.t('chosen by you');
}

/** Says where something is declared: `network/vpc.yaml:12`. */
export function placeLabel({ file, line }: Pick<TemplatePlace, 'file' | 'line'>): string {
  return `${fileLabel(file)}:${line + 1}`;
}

/** Names a finding's ticket by its key, and says if the match is only probable. */
export function ticketName({ key, match }: Pick<TicketOfFinding, 'key' | 'match'>): string {
  return isCertainMatch(match) ? key : l10n.t('{0} (probable)', key);
}

/** Returns the facts of a finding as lines of plain text. @param today `2026-11-23` */
export function factLines(
  {
    rule,
    ruleIdentifier,
    severity,
    resource,
    account,
    region,
    ticket,
    ticketUnknown,
    filing,
    link,
    resolvedAt,
  }: FindingView,
  today: string,
): string[] {
  return [
    ...(resolvedAt === undefined ? [] : [l10n.t('Resolved: AWS no longer reports it.')]),
    l10n.t('Severity: {0}', severityLabel(severity)),
    l10n.t('Rule: {0}', ruleIdentifier ?? rule),
    l10n.t('Resource: {0}', `${resource.name ?? resource.id} (${resource.type})`),
    l10n.t('Account: {0}', `${account} · ${region}`),
    ...(ticket
      ? ticketLines(ticket, today)
      : [filing ? filingLabel(filing) : stateLabel('none', !ticketUnknown)]),
    ...(link ? [link.evidence] : []),
  ];
}

function ticketLines(ticket: TicketOfFinding, today: string): string[] {
  const facts = [
    ticketName(ticket),
    ticket.status,
    ticket.priority,
    dueLabel(ticket, today),
    ticket.assignee,
  ];
  const line = l10n.t('Ticket: {0}', facts.filter(Boolean).join(' · '));
  return [
    line,
    ...(ticket.match === 'text'
      ? [l10n.t('The ticket is probably this finding’s: its text names account, resource and rule.')]
      : []),
    ...(ticket.until === undefined ? [] : [untilLine(ticket.until, ticket.isOver)]),
    ...(ticket.isShared
      ? [l10n.t('The ticket is about other findings, too: its status is not the state of this finding.')]
      : []),
  ];
}

function untilLine(until: string, isOver: boolean | undefined): string {
  return isOver
    ? l10n.t(
        'Intended until {0}. That day has passed: fix it, or reopen the ticket and review it again.',
        until,
      )
    : l10n.t('Intended until {0}.', until);
}

/** Says where a ticket stands that Jira does not have yet. */
export function filingLabel({ state }: PendingFiling): string {
  return state === 'waiting' ? l10n.t('ticket waits for Jira') : l10n.t('Jira refused the ticket');
}
