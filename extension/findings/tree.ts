import {
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { Model } from '../daemon/model.ts';
import { noticeItem } from '../status/problems/notice-item.ts';
import { type Notice, noticesOf } from '../status/problems/notices.ts';
import { sentBackLabel, sentBackLines } from '../tickets/decisions/labels.ts';
import type { SentBackAnswers, SentBackState } from '../tickets/decisions/sent-back.ts';
import { dueLabel, isOverdue, overdueValue } from '../tickets/due.ts';
import { pendingIcon, pendingLabel } from '../tickets/review/pending.ts';
import { ticketNow } from '../tickets/review/reviewable.ts';
import { rowContext } from '../tickets/row-context.ts';
import { todayOf } from '../tools/dates.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { divergenceLabels, divergenceLines, groupHelp } from './divergence-labels.ts';
import { chosenLabel, dueGroupLabel, factLines, filingLabel, stateLabel, ticketName } from './labels.ts';
import { type DueGroup, type Group, groupByDue, groupByState, isOpen, listStateOf } from './order.ts';
import { severityIcon, severityLabel } from './severity.ts';
import { hasPlace } from './template-places.ts';

export type FindingNode =
  | { readonly notice: Notice }
  | { readonly group: Group }
  | { readonly dueGroup: DueGroup }
  | { readonly finding: FindingView };

/**
 * Shows one row for each notice, then the team's findings by state and due date; those that disagree with their ticket first. The view never has a message: VS Code
 * hides the buttons of an empty view while it has one.
 */
export class FindingsTree implements TreeDataProvider<FindingNode>, Disposable {
  private readonly model: Model;
  private readonly answers: SentBackAnswers;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<undefined>());
  private readonly view;
  private notices: readonly Notice[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(model: Model, answers: SentBackAnswers) {
    this.model = model;
    this.answers = answers;
    this.view = this.lifetime.add(
      window.createTreeView('guardrail.findings', {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    this.lifetime.add(model.onRowsChanged(() => this.changed.fire(undefined)));
    this.lifetime.add(answers.onChanged(() => this.changed.fire(undefined)));
    this.lifetime.add(
      model.onChanged(() => {
        this.showCount();
        this.showNotices();
      }),
    );
    this.showCount();
    this.showNotices();
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  getChildren(node?: FindingNode): FindingNode[] {
    const today = todayOf(new Date());
    if (!node) {
      const groups = groupByState(this.model.findings.values(), today);
      return [...this.notices.map((notice) => ({ notice })), ...groups.map((group) => ({ group }))];
    }
    if ('dueGroup' in node) return node.dueGroup.findings.map((finding) => ({ finding }));
    if (!('group' in node)) return [];
    const parts = groupByDue(node.group, today);
    if (parts.length > 0) return parts.map((dueGroup) => ({ dueGroup }));
    return node.group.findings.map((finding) => ({ finding }));
  }

  getTreeItem(node: FindingNode): TreeItem {
    if ('notice' in node) return noticeItem(node.notice);
    if ('finding' in node) return this.findingItem(node.finding);
    if ('dueGroup' in node) return dueGroupItem(node.dueGroup);
    return groupItem(node.group, this.model.status?.ticketsRead !== undefined);
  }

  private findingItem(finding: FindingView): TreeItem {
    const { ticket } = finding;
    return findingItem(finding, this.model, ticket && this.answers.of(ticket.key));
  }

  /** Shows the number of findings that wait for a developer as a badge. */
  private showCount(): void {
    const { status, findings } = this.model;
    const open = [...findings.values()].filter(isOpen).length;
    this.view.badge =
      open === 0 ? undefined : { value: open, tooltip: l10n.t('{0} findings need your attention', open) };
    this.view.description = status?.team ?? '';
  }

  /** A sync run reports progress many times a second: the tree is drawn again only if a notice differs. */
  private showNotices(): void {
    const notices = noticesOf(this.model);
    if (JSON.stringify(notices) === JSON.stringify(this.notices)) return;
    this.notices = notices;
    this.changed.fire(undefined);
  }
}

function groupItem({ state, findings, overdue }: Group, ticketsRead: boolean): TreeItem {
  const word = stateLabel(state, ticketsRead);
  const expanded = ['review', 'done'].includes(state)
    ? TreeItemCollapsibleState.Collapsed
    : TreeItemCollapsibleState.Expanded;
  const item = new TreeItem(word, expanded);
  item.id = `state:${state}`;
  item.tooltip = groupHelp(state) ?? word;
  item.description =
    overdue > 0 ? l10n.t('{0}, {1} overdue', findings.length, overdue) : String(findings.length);
  item.accessibilityInformation = { label: `${word}: ${item.description}` };
  item.contextValue = 'group';
  return item;
}

function dueGroupItem({ due, findings }: DueGroup): TreeItem {
  const word = dueGroupLabel(due);
  const item = new TreeItem(word, TreeItemCollapsibleState.Expanded);
  item.id = `due:${due}`;
  item.description = String(findings.length);
  item.accessibilityInformation = { label: `${word}: ${findings.length}` };
  item.contextValue = 'group';
  return item;
}

function findingItem(finding: FindingView, known: Model, sentBack: SentBackState | undefined): TreeItem {
  const pending = known.pendingOf(finding);
  const { key, title, resource, severity, ticket, link } = finding;
  const resolved = finding.resolvedAt !== undefined;
  const today = todayOf(new Date());
  const shown = ticket && ticketNow(ticket, known);
  const group = listStateOf(finding);
  const item = new TreeItem(title);
  item.id = key;
  // A narrow view cuts off the end, so the values that decide the order come first.
  const describe = (due: string | undefined) =>
    [
      // Its group already says so.
      resolved && group !== 'resolved' && l10n.t('resolved'),
      pending && pendingLabel(pending),
      sentBackLabel(sentBack),
      finding.filing && filingLabel(finding.filing),
      ...divergenceLabels(resolved ? duplicatesOf(finding) : finding.divergences, group),
      due,
      ticket?.priority,
      resource.name ?? resource.id,
      ticket && ticketName(ticket),
      link?.choice === 'this' && chosenLabel(),
    ]
      .filter(Boolean)
      .join(' · ');
  const due = dueLabel(ticket, today);
  item.description = describe(
    ticket && group === 'todo' && isOverdue(ticket, today) ? overdueValue(ticket, today) : due,
  );
  item.iconPath = pending
    ? severityIcon(severity, pendingIcon(pending))
    : resolved
      ? new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'))
      : severityIcon(severity);
  // A plain string: text from AWS and Jira is never markup.
  item.tooltip = [
    title,
    ...divergenceLines(finding.divergences),
    ...sentBackLines(sentBack, new Date()),
    ...factLines(finding, today),
    pending?.note,
    finding.filing?.note,
  ]
    .filter(Boolean)
    .join('\n');
  const sort = resolved ? l10n.t('resolved') : severityLabel(severity);
  item.accessibilityInformation = { label: `${sort}: ${title}, ${describe(due)}` };
  item.contextValue = rowContext({ row: 'finding', finding, ticket: shown });
  item.command = {
    // A resolved finding has no mark in its template; its page shows what is left to do.
    command: hasPlace(link) && !resolved ? 'guardrail.finding.goToTemplate' : 'guardrail.finding.open',
    title: '',
    arguments: [key],
  };
  return item;
}

/** A resolved finding says so itself. */
function duplicatesOf({ divergences }: FindingView): FindingView['divergences'] {
  return divergences?.filter(({ code }) => code === 'duplicate');
}
