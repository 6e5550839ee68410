import {
  EventEmitter,
  l10n,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import { isReviewable } from '#protocol/findings.ts';
import type { KeptReview } from '#protocol/reviews.ts';
import type { TicketState, TicketView } from '#protocol/tickets.ts';
import type { Model } from '../daemon/model.ts';
import { stateLabel } from '../findings/labels.ts';
import { todayOf } from '../tools/dates.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { dueLabel } from './due.ts';
import { isUndecided } from './match/match-rows.ts';
import { keptGroupItem, keptItem } from './review/kept-rows.ts';
import { pendingIcon, pendingLabel } from './review/pending.ts';

type TicketGroup = TicketState | 'conflict';

export type TicketNode =
  | { readonly reviews: readonly KeptReview[] }
  | { readonly kept: KeptReview }
  | { readonly state: TicketGroup; readonly tickets: readonly TicketView[] }
  | { readonly ticket: TicketView };

const groups: readonly TicketGroup[] = ['conflict', 'todo', 'review', 'done'];

/** Shows the team's tickets in the groups of the kanban. */
export class TicketsTree implements TreeDataProvider<TicketNode>, Disposable {
  private readonly model: Model;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(model: Model) {
    this.model = model;
    this.lifetime.add(
      window.createTreeView('guardrail.tickets', { treeDataProvider: this, showCollapseAll: true }),
    );
    this.lifetime.add(model.onRowsChanged(() => this.changed.fire(undefined)));
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  getChildren(node?: TicketNode): TicketNode[] {
    if (!node) return this.groups();
    if ('tickets' in node) return node.tickets.map((ticket) => ({ ticket }));
    return 'reviews' in node ? node.reviews.map((kept) => ({ kept })) : [];
  }

  getTreeItem(node: TicketNode): TreeItem {
    if ('reviews' in node) return keptGroupItem(node.reviews);
    if ('kept' in node) return keptItem(node.kept);
    return 'ticket' in node
      ? ticketItem(node.ticket, this.model.findings.has(node.ticket.finding ?? ''))
      : stateItem(node.state, node.tickets.length);
  }

  /** Conflicts, which the user must resolve, come first, whatever the state of their tickets. */
  private groups(): TicketNode[] {
    const { status, tickets } = this.model;
    const reviews = status?.hiddenReviews ?? [];
    const byGroup = Map.groupBy(
      tickets.values(),
      ({ state, pending }): TicketGroup => (pending?.state === 'conflict' ? 'conflict' : state),
    );
    const known = groups.flatMap((state) => {
      const members = byGroup.get(state)?.sort(byDueDate);
      return members ? [{ state, tickets: members }] : [];
    });
    return [...(reviews.length > 0 ? [{ reviews }] : []), ...known];
  }
}

function stateItem(state: TicketGroup, count: number): TreeItem {
  const item = new TreeItem(
    stateLabel(state),
    state === 'conflict' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = `tickets:${state}`;
  item.description = String(count);
  return item;
}

/** @param tracked Whether this window knows the ticket's finding: a click opens its page, else the ticket in Jira. */
function ticketItem(ticket: TicketView, tracked: boolean): TreeItem {
  const { key, summary, status, priority, assignee, pending, state, match, findings } = ticket;
  const due = dueLabel(ticket, todayOf(new Date()));
  const item = new TreeItem(`${key} ${summary}`);
  item.id = key;
  item.description = [
    pending && pendingLabel(pending),
    priority,
    due,
    findings ? l10n.t('{0} findings', findings.length) : match === 'text' && l10n.t('finding probable'),
  ]
    .filter(Boolean)
    .join(' · ');
  item.tooltip = [summary, [status, priority, due, assignee].filter(Boolean).join(' · '), pending?.note]
    .filter(Boolean)
    .join('\n');
  item.iconPath = new ThemeIcon(pending ? pendingIcon(pending) : icons[state]);
  item.accessibilityInformation = { label: `${key}: ${summary}, ${status}, ${item.description}` };
  item.contextValue = [
    'ticket',
    isReviewable({ state, ...(pending && { review: pending.state }) }) && 'reviewable',
    tracked && 'tracked',
    isUndecided(ticket) && 'undecided',
    pending && 'pending',
  ]
    .filter(Boolean)
    .join(' ');
  item.command = {
    command: tracked ? 'guardrail.finding.open' : 'guardrail.ticket.open',
    title: '',
    arguments: [{ ticket }],
  };
  return item;
}

function byDueDate(a: TicketView, b: TicketView): number {
  const [left, right] = [a.due ?? '9999', b.due ?? '9999'];
  return left < right ? -1 : left > right ? 1 : a.key.localeCompare(b.key, 'en', { numeric: true });
}

const icons: Readonly<Record<TicketState, string>> = { todo: 'circle-outline', review: 'eye', done: 'pass' };
