import { l10n } from 'vscode';
import type { FindingFilter, Grouping, ListOrder } from '#protocol/finding-list.ts';
import { momentOf } from '../../tools/dates.ts';
import { listOf } from '../../tools/lists.ts';
import { numberOf } from '../../tools/numbers.ts';
import { stateLabel } from '../labels.ts';
import { severityLabel } from '../severity.ts';

export function groupingLabel(grouping: Grouping): string {
  switch (grouping) {
    case 'state':
      return l10n.t('State');
    case 'due':
      return l10n.t('Due Date');
    case 'severity':
      return l10n.t('Severity');
    case 'template':
      return l10n.t('Template');
    case 'rule':
      return l10n.t('Rule');
    case 'account':
      return l10n.t('Account');
    case 'resource':
      return l10n.t('Resource');
    case 'assignee':
      return l10n.t('Assignee');
  }
}

export function orderLabel(order: ListOrder): string {
  switch (order) {
    case 'urgency':
      return l10n.t('Urgency: due date, then severity');
    case 'severity':
      return l10n.t('Severity, then due date');
    case 'oldest':
      return l10n.t('Age: oldest first');
    case 'newest':
      return l10n.t('Age: newest first');
    case 'resource':
      return l10n.t('Name of the resource');
  }
}

/**
 * Says what a filter lets through, in a few words; empty if it hides nothing.
 * @param ticketsRead `false`: tickets have never been read.
 */
export function filterLabel(filter: FindingFilter, ticketsRead: boolean): string {
  const { severities = [], states = [], accounts = [], rules = [], text, mine, isNew } = filter;
  return [
    listOf(severities.map(severityLabel)),
    listOf(states.map((state) => stateLabel(state, ticketsRead))),
    mine && l10n.t('mine'),
    isNew && l10n.t('new'),
    accounts.length > 1 ? l10n.t('{0} accounts', numberOf(accounts.length)) : accounts[0],
    rules.length > 1 ? l10n.t('{0} rules', numberOf(rules.length)) : rules[0],
    text && l10n.t('“{0}”', text),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Says since when a finding counts as new. @param since ISO 8601; `undefined`: the user has never looked. */
export function newSinceLabel(since: string | undefined): string {
  return since === undefined
    ? l10n.t('you have not looked at the findings before')
    : l10n.t('found since {0}, when you last looked', momentOf(since));
}
