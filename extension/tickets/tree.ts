import {
  type CancellationToken,
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
import type { GivenReviewView } from '#protocol/given-review.ts';
import type { KeptReview } from '#protocol/reviews.ts';
import type { TicketState, TicketView } from '#protocol/tickets.ts';
import type { Model } from '../daemon/model.ts';
import { divergenceLabel, divergenceLines } from '../findings/divergence-labels.ts';
import { todayOf } from '../tools/dates.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { awsLabel, caseLines, givenLabel, sentBackLabel, sentBackLines } from './decisions/labels.ts';
import type { ReviewCases } from './decisions/review-cases.ts';
import type { SentBackAnswers, SentBackState } from './decisions/sent-back.ts';
import { dueLabel } from './due.ts';
import { type TicketGroup, ticketGroupLabel, ticketGroupOf, ticketGroups } from './groups.ts';
import { keptGroupItem, keptItem } from './review/kept-rows.ts';
import { pendingIcon, pendingLabel, stepsLabel } from './review/pending.ts';
import { reviewedOf } from './review/reviewable.ts';
import { rowContext } from './row-context.ts';

export type TicketNode =
  | { readonly reviews: readonly KeptReview[] }
  | { readonly kept: KeptReview }
  | { readonly state: TicketGroup; readonly tickets: readonly TicketView[] }
  | { readonly ticket: TicketView };

/** Shows the team's tickets in the groups of the kanban; before them those that need a decision. */
export class TicketsTree implements TreeDataProvider<TicketNode>, Disposable {
  private readonly model: Model;
  private readonly cases: ReviewCases;
  private readonly answers: SentBackAnswers;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(model: Model, cases: ReviewCases, answers: SentBackAnswers) {
    this.model = model;
    this.cases = cases;
    this.answers = answers;
    this.lifetime.add(
      window.createTreeView('guardrail.tickets', {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    this.lifetime.add(model.onRowsChanged(() => this.changed.fire(undefined)));
    this.lifetime.add(answers.onChanged(() => this.changed.fire(undefined)));
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
    return 'ticket' in node ? this.ticketItem(node.ticket) : stateItem(node.state, node.tickets.length);
  }

  private ticketItem(ticket: TicketView): TreeItem {
    const { key, finding = '' } = ticket;
    return ticketItem(ticket, {
      finding: this.model.findings.get(finding),
      review: ticket.state === 'review' ? this.cases.known(key)?.review : undefined,
      sentBack: this.answers.of(key),
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
    const now = new Date();
    const both = await this.cases.read(ticket.key).then(
      (answer) => caseLines(answer, now),
      (error) => [awsLabel(ticket.aws), error instanceof Error ? error.message : String(error)],
    );
    if (!cancellation.isCancellationRequested) item.tooltip = [...tooltipLines(ticket), ...both].join('\n');
    return item;
  }

  /** Conflicts, which the user must resolve, come first, whatever the state of their tickets. */
  private groups(): TicketNode[] {
    const { status, tickets } = this.model;
    const reviews = status?.hiddenReviews ?? [];
    const byGroup = Map.groupBy(tickets.values(), ticketGroupOf);
    const known = ticketGroups.flatMap((state) => {
      const members = byGroup.get(state)?.sort(byDueDate);
      return members ? [{ state, tickets: members }] : [];
    });
    return [...(reviews.length > 0 ? [{ reviews }] : []), ...known];
  }
}

function stateItem(state: TicketGroup, count: number): TreeItem {
  const item = new TreeItem(
    ticketGroupLabel(state),
    state === 'conflict' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = `tickets:${state}`;
  item.description = String(count);
  item.accessibilityInformation = { label: `${ticketGroupLabel(state)}: ${count}` };
  return item;
}

interface KnownOfTicket {
  /** The ticket's finding, if this window knows it: a click opens its page, else the ticket in Jira. */
  readonly finding: FindingView | undefined;
  /** The developer's review, if it was read. */
  readonly review: GivenReviewView | undefined;
  /** The answer that sent it back, as far as it was read. */
  readonly sentBack: SentBackState | undefined;
}

function ticketItem(ticket: TicketView, { finding, review, sentBack }: KnownOfTicket): TreeItem {
  const { key, summary, status, priority, pending, state, match, findings } = ticket;
  const reviewed = reviewedOf(ticket);
  const due = dueLabel(ticket, todayOf(new Date()));
  const inReview = state === 'review';
  const isShort = inReview || ticketGroupOf(ticket) === 'duplicate';
  // A narrow view cuts off the end: of a ticket in review, AWS's answer decides, of a duplicate the ticket that is used.
  const item = new TreeItem(isShort ? key : `${key} ${summary}`);
  item.id = key;
  item.description = [
    pending && pendingLabel(pending),
    inReview && awsLabel(ticket.aws),
    review && givenLabel(review),
    sentBackLabel(sentBack),
    ...divergenceWords(ticket),
    isShort && summary,
    priority,
    due,
    findings ? l10n.t('{0} findings', findings.length) : match === 'text' && l10n.t('finding probable'),
    ticket.findingUnknown && l10n.t('finding unknown'),
  ]
    .filter(Boolean)
    .join(' · ');
  // For a ticket in review, `resolveTreeItem` makes it.
  if (!inReview) item.tooltip = [...tooltipLines(ticket), ...sentBackLines(sentBack, new Date())].join('\n');
  const isResolved = inReview && ticket.aws?.state === 'resolved' && !ticket.aws.unread;
  item.iconPath = new ThemeIcon(
    pending ? pendingIcon(pending) : icons[state],
    isResolved && !pending ? new ThemeColor('testing.iconPassed') : undefined,
  );
  item.accessibilityInformation = { label: `${key}: ${summary}, ${status}, ${item.description}` };
  item.contextValue = rowContext({ row: 'ticket', finding, ticket: reviewed });
  item.command = {
    command: finding ? 'guardrail.finding.open' : 'guardrail.ticket.open',
    title: '',
    arguments: [{ ticket }],
  };
  return item;
}

/** In review, AWS's answer says already that the finding is resolved. A ticket without a finding is in a group of that name. */
function divergenceWords({ key, state, divergences = [] }: TicketView): string[] {
  return divergences
    .filter(({ code }) => code !== 'without-finding' && !(state === 'review' && code === 'resolved-open'))
    .map((divergence) => {
      const { used } = divergence;
      if (used === undefined || used === key) return divergenceLabel(divergence);
      return l10n.t('duplicate of {0}', used);
    });
}

function tooltipLines(ticket: TicketView): string[] {
  const { summary, status, priority, assignee, pending } = ticket;
  const facts = [status, priority, dueLabel(ticket, todayOf(new Date())), assignee];
  return [
    summary,
    ...divergenceLines(ticket.divergences),
    ticket.findingUnknown &&
      l10n.t('It is unknown whether its finding exists: not everything that it may be about was read.'),
    facts.filter(Boolean).join(' · '),
    pending?.note,
    pending && stepsLabel(pending),
  ].filter((line) => line !== undefined);
}

function byDueDate(a: TicketView, b: TicketView): number {
  const [left, right] = [a.due ?? '9999', b.due ?? '9999'];
  return left < right ? -1 : left > right ? 1 : a.key.localeCompare(b.key, 'en', { numeric: true });
}

const icons: Readonly<Record<TicketState, string>> = { todo: 'circle-outline', review: 'eye', done: 'pass' };
