import { l10n, type TreeDataProvider, type TreeItem, window, workspace } from 'vscode';
import type { FindingRow, ListGroup, PlaceInList } from '#protocol/finding-list.ts';
import type { Model } from '../daemon/model.ts';
import { moreItem } from '../lists/more-item.ts';
import { TreeChanges } from '../lists/tree-changes.ts';
import { coverageItem } from '../status/coverage/coverage-item.ts';
import {
  type CoverageNode,
  type CoverageRootNode,
  coverageChildren,
  coverageNode,
  isCoverageNode,
  isSameRow,
} from '../status/coverage/coverage-nodes.ts';
import { noticeItem } from '../status/problems/notice-item.ts';
import { type Notice, noticesOf } from '../status/problems/notices.ts';
import type { SentBackAnswers } from '../tickets/decisions/sent-back.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { numberOf } from '../tools/numbers.ts';
import { allHiddenItem } from './item/all-hidden-item.ts';
import { badgeOf } from './item/badge.ts';
import { findingItem } from './item/finding-item.ts';
import { findingTooltip } from './item/finding-tooltip.ts';
import { groupItem } from './item/group-item.ts';
import { filterLabel } from './list/labels.ts';
import type { LastLook } from './list/last-look.ts';
import type { ListChoice } from './list/list-choice.ts';
import type { ShownFindings } from './list/shown-findings.ts';

/** A filter that leaves at most this many findings shows them at once. */
const maxFewFindings = 20;

export type FindingNode =
  | { readonly notice: Notice }
  | GroupNode
  | { readonly finding: FindingRow }
  /** More rows of a group or, without one, more groups. */
  | { readonly more: string | undefined; readonly left: number }
  | { readonly hidden: number }
  | CoverageNode;

/** VS Code finds a group by the identity of its node, so there is one for each group. */
interface GroupNode {
  group: ListGroup;
}

export interface FindingsTreeInput {
  readonly model: Model;
  readonly answers: SentBackAnswers;
  readonly shown: ShownFindings;
  readonly choice: ListChoice;
  readonly look: LastLook;
}

/**
 * Shows one row for each notice, then the groups that the user chose, as far as they are visible. The view never has a message:
 * VS Code hides the buttons of an empty view while it has one.
 */
export class FindingsTree implements TreeDataProvider<FindingNode>, Disposable {
  private readonly input: FindingsTreeInput;
  private readonly lifetime = new DisposableStore();
  private readonly changes = this.lifetime.add(new TreeChanges<FindingNode>());
  private readonly view;
  private readonly groupNodes = new Map<string, GroupNode>();
  private notices: readonly Notice[] = [];
  /** VS Code finds this row by the identity of its node, too. */
  private coverage: CoverageRootNode | undefined;
  readonly onDidChangeTreeData = this.changes.event;

  constructor(input: FindingsTreeInput) {
    this.input = input;
    const { model, answers, shown, choice } = input;
    this.view = this.lifetime.add(
      window.createTreeView('guardrail.findings', {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    // What arrives while the user works elsewhere is still new after a restart.
    const looking = () => {
      if (this.view.visible && window.state.focused) input.look.looking(new Date(), model.status?.lastSync);
    };
    this.lifetime.add(model.onRowsChanged(() => this.changes.all()));
    this.lifetime.add(answers.onChanged((ticket) => this.redrawTicket(ticket)));
    // Files are named relative to the folders.
    this.lifetime.add(workspace.onDidChangeWorkspaceFolders(() => this.changes.all()));
    this.lifetime.add(choice.onChanged(() => this.showDescription()));
    this.lifetime.add(
      shown.onChanged((affected) => {
        this.showDescription();
        this.showNotices();
        this.redraw(affected);
      }),
    );
    this.lifetime.add(
      model.onChanged(() => {
        looking();
        shown.checkDay();
        this.showDescription();
        this.showNotices();
      }),
    );
    this.lifetime.add(
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) looking();
        else shown.lookedAway(model.status?.lastSync);
      }),
    );
    this.lifetime.add(window.onDidChangeWindowState(looking));
    this.showDescription();
    this.showNotices();
  }

  /** Calls back when the view is visible, now or later. */
  onVisible(call: () => void): Disposable {
    if (this.view.visible) call();
    return this.view.onDidChangeVisibility(({ visible }) => visible && call());
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  async getChildren(node?: FindingNode): Promise<FindingNode[]> {
    const { list } = this.input.shown;
    if (!node) return this.changes.firstRows(this.input.shown.firstList(), () => this.rootNodes());
    if (isCoverageNode(node)) return coverageChildren(node);
    if (!('group' in node)) return [];
    const { id } = node.group;
    const parts = list.groupsWithin(id);
    if (parts.length > 0) return parts.map((part) => this.groupNode(part));
    const rows = await this.input.shown.rowsOf(id);
    const left = (list.group(id)?.count ?? 0) - rows.length;
    // Without a connection there are no rows to wait for.
    const isMore = left > 0 && rows.length > 0;
    return [...rows.map((finding) => ({ finding })), ...(isMore ? [{ more: id, left }] : [])];
  }

  getTreeItem(node: FindingNode): TreeItem {
    const { choice, shown } = this.input;
    if (isCoverageNode(node)) return coverageItem(node);
    if ('notice' in node) return noticeItem(node.notice);
    if ('finding' in node) return this.findingItem(node.finding);
    if ('more' in node) return moreItem('guardrail.findings.showMore', node.more, node.left);
    if ('hidden' in node) return allHiddenItem(node.hidden, shown.list.summary.isMineUnknown === true);
    return groupItem(node.group, {
      grouping: choice.current.groupBy,
      ticketsRead: this.areTicketsRead,
      isFew: choice.isFiltered && shown.list.summary.shown <= maxFewFindings,
    });
  }

  /** A tooltip is long, so it is read and made when the pointer is on the row. Without a connection it is the row's own text. */
  async resolveTreeItem(item: TreeItem, node: FindingNode): Promise<TreeItem> {
    if (!('finding' in node)) return item;
    const { model, answers } = this.input;
    const { key, title, ticket } = node.finding;
    const known = await model.read({ findings: [key], tickets: [] }).catch(() => undefined);
    const finding = known?.findings.get(key);
    item.tooltip = finding ? findingTooltip(finding, ticket && answers.of(ticket)) : title;
    return item;
  }

  getParent(node: FindingNode): FindingNode | undefined {
    const { list } = this.input.shown;
    const parent =
      'finding' in node
        ? list.groupOf(node.finding.key)
        : 'group' in node
          ? list.group(node.group.within ?? '')
          : undefined;
    return parent && this.groupNode(parent);
  }

  /**
   * Selects the row of a finding, and shows it first if it is on a later page. Resolves to its place; a hidden one is not shown.
   * @throws Error for the user if this window is not connected.
   */
  async reveal(key: string, { focus = false }: { readonly focus?: boolean } = {}): Promise<PlaceInList> {
    const place = await this.input.shown.uncover(key);
    if ('hidden' in place) return place;
    const { list } = this.input.shown;
    const finding = list.rowsOf(place.group)?.find((row) => row.key === key);
    // It has left the list since then.
    if (!finding) return { hidden: 'unknown' };
    await this.view.reveal({ finding }, { select: true, focus, expand: false });
    return place;
  }

  /** Whether the user can see the view. */
  get isVisible(): boolean {
    return this.view.visible;
  }

  /** The keys of the selected findings. */
  get selected(): readonly string[] {
    return this.view.selection.flatMap((node) => ('finding' in node ? node.finding.key : []));
  }

  /** The coverage is the last row; if something could not be read, it takes the place of that notice at the top. */
  private rootNodes(): FindingNode[] {
    const groups = this.topNodes();
    const { coverage } = this;
    const isGap = this.notices.some(({ kind }) => kind === 'gaps');
    const notices = this.notices.map((notice) =>
      coverage && notice.kind === 'gaps' ? coverage : { notice },
    );
    // A view without rows has a welcome, which says what was read.
    const hasRows = notices.length + groups.length > 0;
    return [...notices, ...groups, ...(coverage && !isGap && hasRows ? [coverage] : [])];
  }

  private topNodes(): FindingNode[] {
    const { list } = this.input.shown;
    const groups = list.groupsWithin();
    const isHidden = groups.length === 0 && list.summary.counts.all > 0 && this.input.choice.isFiltered;
    return [
      ...groups.map((group) => this.groupNode(group)),
      ...(list.summary.moreGroups > 0 ? [{ more: undefined, left: list.summary.moreGroups }] : []),
      ...(isHidden ? [{ hidden: list.summary.counts.all }] : []),
    ];
  }

  private get areTicketsRead(): boolean {
    return this.input.model.status?.ticketsRead !== undefined;
  }

  private groupNode(group: ListGroup): GroupNode {
    const known = this.groupNodes.get(group.id);
    if (known) known.group = group;
    const node = known ?? { group };
    this.groupNodes.set(group.id, node);
    return node;
  }

  private findingItem(finding: FindingRow): TreeItem {
    const { ticket } = finding;
    const { answers, choice } = this.input;
    const shown = { grouping: choice.current.groupBy, ticketsRead: this.areTicketsRead };
    return findingItem(finding, ticket && answers.of(ticket), shown);
  }

  /** Draws the groups again that differ. */
  private redraw(affected: 'all' | ReadonlySet<string>): void {
    const { list } = this.input.shown;
    if (affected === 'all') {
      for (const id of this.groupNodes.keys()) if (!list.group(id)) this.groupNodes.delete(id);
      this.changes.all();
      return;
    }
    const groups = [...affected].flatMap((id) => list.group(id) ?? []);
    this.changes.some(groups.map((group) => this.groupNode(group)));
  }

  /** Draws the groups again in which a finding has this ticket. */
  private redrawTicket(key: string): void {
    const groups = this.input.shown.list.groupsWith(({ ticket }) => ticket?.key === key);
    this.changes.some(groups.map((group) => this.groupNode(group)));
  }

  /** Shows what the filter lets through, and as a badge the number of findings that are overdue or new. */
  private showDescription(): void {
    const { model, shown, choice } = this.input;
    const { counts } = shown.list.summary;
    this.view.badge = badgeOf(counts);
    this.view.description = choice.isFiltered
      ? l10n.t(
          '{0} of {1} · {2}',
          numberOf(shown.list.summary.shown),
          numberOf(counts.all),
          filterLabel(choice.current.filter, this.areTicketsRead),
        )
      : (model.status?.team ?? '');
  }

  /** A sync run reports progress many times a second: the tree is drawn again only if a notice differs. */
  private showNotices(): void {
    const { model, shown } = this.input;
    const { connection, status } = model;
    const notices = noticesOf({ connection, status, findings: shown.list.summary.counts.all });
    // While a sync run reads, the numbers change all the time: they are shown when it ends.
    const coverage = (status?.syncing && this.coverage) || coverageNode(status);
    const isOther =
      JSON.stringify(notices) !== JSON.stringify(this.notices) || !isSameRow(coverage, this.coverage);
    this.notices = notices;
    if (isOther || !coverage || !this.coverage) {
      this.coverage = coverage;
      if (isOther) this.changes.all();
    } else if (JSON.stringify(coverage) !== JSON.stringify(this.coverage)) {
      this.coverage.coverage = coverage.coverage;
      this.changes.some([this.coverage]);
    }
  }
}
