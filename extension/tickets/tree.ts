import {
  type Disposable,
  EventEmitter,
  l10n,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { TicketState } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Knowledge } from '../daemon/knowledge.ts';
import { todayOf } from '../findings/order.ts';
import { dueWords, stateWord } from '../findings/words.ts';
import { pendingIcon, pendingWord } from './pending.ts';

export type TicketNode =
  | { readonly state: TicketState; readonly tickets: readonly TicketView[] }
  | { readonly ticket: TicketView };

const states: readonly TicketState[] = ['todo', 'review', 'done'];

/** The team's tickets as the kanban has them. */
export class TicketsTree implements TreeDataProvider<TicketNode>, Disposable {
  private readonly knowledge: Knowledge;
  private readonly changed = new EventEmitter<undefined>();
  private readonly view;
  private readonly subscription: Disposable;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(knowledge: Knowledge) {
    this.knowledge = knowledge;
    this.view = window.createTreeView('guardrail.tickets', { treeDataProvider: this, showCollapseAll: true });
    this.subscription = knowledge.onRowsChanged(() => this.changed.fire(undefined));
  }

  dispose(): void {
    this.subscription.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  getChildren(node?: TicketNode): TicketNode[] {
    if (node) return 'tickets' in node ? node.tickets.map((ticket) => ({ ticket })) : [];
    const byState = Map.groupBy(this.knowledge.tickets.values(), ({ state }) => state);
    return states.flatMap((state) => {
      const tickets = byState.get(state)?.sort(byDueDate);
      return tickets ? [{ state, tickets }] : [];
    });
  }

  getTreeItem(node: TicketNode): TreeItem {
    return 'ticket' in node
      ? ticketItem(node.ticket, this.knowledge.findings.has(node.ticket.finding ?? ''))
      : stateItem(node.state, node.tickets.length);
  }
}

function stateItem(state: TicketState, count: number): TreeItem {
  const item = new TreeItem(stateWord(state), TreeItemCollapsibleState.Collapsed);
  item.id = `tickets:${state}`;
  item.description = String(count);
  return item;
}

/** @param tracked Its finding is known to this window, which then shows that; without one, Jira shows the ticket. */
function ticketItem(ticket: TicketView, tracked: boolean): TreeItem {
  const { key, summary, status, priority, due, assignee, pending, state, match } = ticket;
  const overdue = state === 'todo' && due !== undefined && due < todayOf(new Date());
  const dueText = due === undefined ? undefined : dueWords(due, overdue);
  const item = new TreeItem(`${key} ${summary}`);
  item.id = key;
  item.description = [
    pending && pendingWord(pending),
    priority,
    dueText,
    match === 'text' && l10n.t('finding probable'),
  ]
    .filter(Boolean)
    .join(' · ');
  item.tooltip = [summary, [status, priority, dueText, assignee].filter(Boolean).join(' · '), pending?.note]
    .filter(Boolean)
    .join('\n');
  item.iconPath = new ThemeIcon(pending ? pendingIcon(pending) : icons[state]);
  item.accessibilityInformation = { label: `${key}: ${summary}, ${status}, ${item.description}` };
  item.contextValue = [
    'ticket',
    tracked && state === 'todo' && !pending && 'reviewable',
    tracked && 'tracked',
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
