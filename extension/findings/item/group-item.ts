import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DueState } from '#protocol/due.ts';
import { type Grouping, type ListGroup, severalTemplates } from '#protocol/finding-list.ts';
import type { Severity } from '#protocol/findings.ts';
import type { ListState } from '#protocol/list-state.ts';
import { fileLabel } from '../../tools/file-label.ts';
import { numberOf } from '../../tools/numbers.ts';
import { groupHelp } from '../divergence-labels.ts';
import { dueGroupLabel, stateLabel } from '../labels.ts';
import { severityLabel } from '../severity.ts';

/**
 * Returns the row of a group, with the number of its findings, and how many of them are overdue and new.
 * @param isFew The filter leaves so few findings that every group is open at first.
 */
export function groupItem(
  group: ListGroup,
  { grouping, ticketsRead, isFew }: { grouping: Grouping; ticketsRead: boolean; isFew: boolean },
): TreeItem {
  const { id, count, overdue = 0, fresh = 0, within, detail } = group;
  const word = groupLabel(group, grouping, ticketsRead);
  const whole = valueLine(group, grouping);
  const isPart = within !== undefined;
  const item = new TreeItem(word, isFew ? TreeItemCollapsibleState.Expanded : isExpanded(group, grouping));
  // VS Code remembers for each id whether the user closed the group.
  item.id = isFew ? `few:${id}` : id;
  const state = grouping === 'state' && !isPart ? (group.value as ListState) : undefined;
  // A group by due date says already that everything in it is overdue.
  const late = isPart || grouping === 'due' ? 0 : overdue;
  item.description = [countsLabel(count, late, fresh), detail].filter(Boolean).join(' · ');
  item.tooltip =
    (state && groupHelp(state)) ??
    [word, whole !== undefined && !word.includes(whole) && whole].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: `${word}: ${item.description}` };
  item.contextValue = 'group';
  if (isPart || grouping === 'due') item.iconPath = dueIcons[group.value as DueState['state'] | ''];
  return item;
}

/**
 * Only the group of what is overdue has its color. If most rows had it, too, the list would be red, and nothing would stand out: a row
 * has a mark and its days.
 */
const dueIcons: Readonly<Record<DueState['state'] | '', ThemeIcon>> = {
  overdue: new ThemeIcon('warning', new ThemeColor('guardrail.overdueForeground')),
  'due-soon': new ThemeIcon('watch'),
  later: new ThemeIcon('calendar'),
  '': new ThemeIcon('dash'),
};

function countsLabel(count: number, overdue: number, fresh: number): string {
  const [all, late, added] = [count, overdue, fresh].map(numberOf) as [string, string, string];
  if (overdue === 0) return fresh === 0 ? all : l10n.t('{0}, {1} new', all, added);
  return fresh === 0
    ? l10n.t('{0}, {1} overdue', all, late)
    : l10n.t('{0}, {1} overdue, {2} new', all, late, added);
}

function groupLabel({ value, label, within }: ListGroup, grouping: Grouping, ticketsRead: boolean): string {
  // A part of what is to do: nothing else says where a finding without a due date is.
  if (within !== undefined && value === 'later') return l10n.t('Due later or on no day');
  if (within !== undefined) return dueGroupLabel(value as DueState['state']);
  switch (grouping) {
    case 'state':
      return stateLabel(value as ListState, ticketsRead);
    case 'due':
      return value === '' ? l10n.t('No due date') : dueGroupLabel(value as DueState['state']);
    case 'severity':
      return sentence(severityLabel(value as Severity));
    case 'template':
      if (value === '') return l10n.t('In no template');
      return value === severalTemplates ? l10n.t('In one of several templates') : fileLabel(value);
    case 'assignee':
      return value === '' ? l10n.t('Assigned to no one') : value;
    case 'account':
      return label === undefined ? value : `${label} (${value})`;
    case 'rule':
    case 'resource':
      return label ?? value;
  }
}

/** Returns a line of the tooltip: a whole path or name, or what to do. Values of states, due dates and severities are internal words. */
function valueLine({ value, within }: ListGroup, grouping: Grouping): string | undefined {
  if (within !== undefined || ['state', 'due', 'severity'].includes(grouping)) return undefined;
  return grouping === 'template' && value === severalTemplates
    ? l10n.t('"Choose Template Resource…" on a finding says which one declares its resource.')
    : value;
}

/** Groups of findings that wait for the developer are open at first. A list with many groups begins closed. */
function isExpanded({ value, within }: ListGroup, grouping: Grouping): TreeItemCollapsibleState {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  if (within !== undefined) return Expanded;
  switch (grouping) {
    case 'state':
      return ['review', 'done'].includes(value) ? Collapsed : Expanded;
    case 'due':
      return ['overdue', 'due-soon'].includes(value) ? Expanded : Collapsed;
    case 'severity':
      return ['critical', 'high'].includes(value) ? Expanded : Collapsed;
    default:
      return Collapsed;
  }
}

function sentence(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
