import {
  type CancellationToken,
  type LogOutputChannel,
  type TreeDataProvider,
  type TreeItem,
  window,
} from 'vscode';
import type { KeptReview } from '#protocol/reviews.ts';
import type { TicketGroup, TicketRow } from '#protocol/ticket-list.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { Model } from '../daemon/model.ts';
import { moreItem } from '../lists/more-item.ts';
import { TreeChanges } from '../lists/tree-changes.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { awsLabel, caseLines, sentBackLines } from './decisions/labels.ts';
import type { ReviewCases } from './decisions/review-cases.ts';
import type { SentBackAnswers } from './decisions/sent-back.ts';
import { ticketGroupItem } from './item/ticket-group-item.ts';
import { ticketItem } from './item/ticket-item.ts';
import { ticketTooltip } from './item/ticket-tooltip.ts';
import { keptGroupItem, keptItem } from './review/kept-rows.ts';
import { ShownTickets } from './shown-tickets.ts';

export type TicketNode =
  | { readonly reviews: readonly KeptReview[] }
  | { readonly kept: KeptReview }
  | GroupNode
  | { readonly ticket: TicketRow }
  /** More rows of a group. */
  | { readonly more: string; readonly left: number };

/** VS Code finds a group by the identity of its node, so there is one for each group. */
interface GroupNode {
  group: TicketGroup;
}

export interface TicketsTreeInput {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly cases: ReviewCases;
  readonly answers: SentBackAnswers;
  readonly log: LogOutputChannel;
}

/** Shows the team's tickets in the groups of the kanban; before them those that need a decision. */
export class TicketsTree implements TreeDataProvider<TicketNode>, Disposable {
  private readonly input: TicketsTreeInput;
  private readonly lifetime = new DisposableStore();
  private readonly shown: ShownTickets;
  private readonly changes = this.lifetime.add(new TreeChanges<TicketNode>());
  private readonly groupNodes = new Map<string, GroupNode>();
  private readonly view;
  readonly onDidChangeTreeData = this.changes.event;

  constructor(input: TicketsTreeInput) {
    this.input = input;
    this.shown = this.lifetime.add(new ShownTickets(input.connection, input.log));
    this.view = this.lifetime.add(
      window.createTreeView('guardrail.tickets', {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    this.lifetime.add(input.model.onRowsChanged(() => this.changes.all()));
    this.lifetime.add(
      input.answers.onChanged((ticket) => {
        const groups = this.shown.list.groupsWith(({ key }) => key === ticket);
        this.changes.some(groups.flatMap((group) => this.groupNode(group)));
      }),
    );
    this.lifetime.add(
      this.shown.onChanged((affected) => {
        if (affected === 'all') this.changes.all();
        else this.changes.some([...affected].flatMap((id) => this.groupNode(this.shown.list.group(id))));
      }),
    );
  }

  /** Calls back when the view is visible, now or later. */
  onVisible(call: () => void): Disposable {
    if (this.view.visible) call();
    return this.view.onDidChangeVisibility(({ visible }) => visible && call());
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** Shows more rows of a group. */
  showMore(group: string): Promise<void> {
    return this.shown.showMore(group);
  }

  async getChildren(node?: TicketNode): Promise<TicketNode[]> {
    if (!node) return this.changes.firstRows(this.shown.firstList(), () => this.groups());
    if ('reviews' in node) return node.reviews.map((kept) => ({ kept }));
    if (!('group' in node)) return [];
    const { id } = node.group;
    const rows = await this.shown.rowsOf(id);
    const left = (this.shown.list.group(id)?.count ?? 0) - rows.length;
    // Without a connection there are no rows to wait for.
    const isMore = left > 0 && rows.length > 0;
    return [...rows.map((ticket) => ({ ticket })), ...(isMore ? [{ more: id, left }] : [])];
  }

  getTreeItem(node: TicketNode): TreeItem {
    if ('reviews' in node) return keptGroupItem(node.reviews);
    if ('kept' in node) return keptItem(node.kept);
    if ('more' in node) return moreItem('guardrail.tickets.showMore', node.more, node.left);
    return 'ticket' in node ? this.ticketItem(node.ticket) : ticketGroupItem(node.group);
  }

  private ticketItem(ticket: TicketRow): TreeItem {
    const { cases, answers } = this.input;
    return ticketItem(ticket, {
      review: ticket.state === 'review' ? cases.known(ticket)?.review : undefined,
      sentBack: answers.of(ticket),
    });
  }

  /** The tooltip of a ticket in review has both sides of its reviewer's decision, which are read when the pointer is on it. */
  async resolveTreeItem(
    item: TreeItem,
    node: TicketNode,
    cancellation: CancellationToken,
  ): Promise<TreeItem> {
    if (!('ticket' in node)) return item;
    const { ticket } = node;
    const sides =
      ticket.state === 'review'
        ? await this.sidesOf(ticket)
        : sentBackLines(this.input.answers.of(ticket), new Date());
    if (!cancellation.isCancellationRequested) item.tooltip = ticketTooltip(ticket, sides);
    return item;
  }

  private sidesOf(ticket: TicketRow): Promise<string[]> {
    return this.input.cases.read(ticket).then(
      (answer) => caseLines(answer, new Date()),
      (error) => [awsLabel(ticket.aws), error instanceof Error ? error.message : String(error)],
    );
  }

  /** Conflicts, which the user must resolve, come first, whatever the state of their tickets. */
  private groups(): TicketNode[] {
    const reviews = this.input.model.status?.hiddenReviews ?? [];
    const groups = this.shown.list.groupsWithin().flatMap((group) => this.groupNode(group));
    return [...(reviews.length > 0 ? [{ reviews }] : []), ...groups];
  }

  private groupNode(group: TicketGroup | undefined): GroupNode[] {
    if (!group) return [];
    const known = this.groupNodes.get(group.id);
    if (known) known.group = group;
    const node = known ?? { group };
    this.groupNodes.set(group.id, node);
    return [node];
  }
}
