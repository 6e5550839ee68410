import type { Declarations } from '#protocol/links.ts';
import { createSharedTexts } from '../../../base/shared-texts.ts';
import type { Finding } from '../../../domain/findings/finding.ts';
import { findDeclaration, listDeclarations } from '../../../domain/linking/choices/list-declarations.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import type { LinkFacts } from '../links.ts';
import type { Order, Report, TemplatesRead } from '../messages.ts';
import type { FolderSet } from './folder-set.ts';
import type { Library } from './library.ts';
import { LinkedFindings } from './linked-findings.ts';

/** One session's folders. While `next` is read, `current` is used. */
interface View {
  current: FolderSet;
  next?: FolderSet | undefined;
  revision: number;
  /** The links of the last report: a save changes few of them, and copying all to the other thread takes long. */
  reported?: { readonly linked: LinkedFindings; readonly revision: number } | undefined;
}

const noDeclarations: Declarations = { places: [], total: 0 };

/** Serves views from a library, on the worker's side. */
export class ViewServer {
  private readonly library: Library;
  private readonly report: (report: Report) => void;
  private readonly views = new Map<number, View>();
  /** The texts of the facts, while they arrive. */
  private texts = createSharedTexts();
  private readonly linked = new WeakMap<FolderSet, LinkedFindings>();
  private facts: GrowingFacts = {
    version: -1,
    findings: [],
    stacks: [],
    templateHashes: new Map(),
    choices: [],
  };

  constructor(library: Library, report: (report: Report) => void) {
    this.library = library;
    this.report = report;
  }

  take(order: Exclude<Order, { kind: 'end' }>): void {
    switch (order.kind) {
      case 'changed':
        void this.library.changed(order.paths);
        return;
      case 'facts':
        // Links that stay the same keep the texts of the facts before.
        this.texts.in(this.facts.findings);
        this.texts.in(this.facts.stacks);
        this.facts = { ...order, findings: [], stacks: [] };
        return;
      case 'moreFacts':
        this.facts.findings.push(...this.texts.in(order.findings ?? []));
        this.facts.stacks.push(...this.texts.in(order.stacks ?? []));
        return;
      case 'open':
        this.open(order);
        return;
    }
    const view = this.views.get(order.view);
    if (!view) return;
    switch (order.kind) {
      case 'link':
        // All facts have arrived.
        this.texts = createSharedTexts();
        this.link(order.view, view);
        return;
      case 'declarations':
        this.declarations(order, view);
        return;
      case 'cancel':
        this.library.cancel(view.next ?? view.current);
        return;
      case 'readOn':
        this.library.readOn(view.next ?? view.current);
        return;
      case 'close':
        this.views.delete(order.view);
        for (const set of setsOf(view)) this.library.release(set);
    }
  }

  /** Called when the content of a file in these folders changed, or when more of them was read. */
  changed(set: FolderSet): void {
    for (const [number, view] of this.views) {
      if (!setsOf(view).includes(set)) continue;
      if (set === view.next && isSettled(set)) {
        this.library.release(view.current);
        view.current = set;
        view.next = undefined;
      }
      this.tell(number, view);
    }
  }

  progressed(set: FolderSet): void {
    for (const [number, view] of this.views)
      if (setsOf(view).includes(set)) this.report({ kind: 'progress', view: number, progress: set.progress });
  }

  private open({ view: number, folders }: Extract<Order, { kind: 'open' }>): void {
    const view = this.views.get(number);
    const opened = this.library.open(folders);
    if (!view) {
      this.views.set(number, { current: opened, revision: 0 });
    } else {
      const before = view.next;
      view.next = opened;
      if (before) this.library.release(before);
    }
    this.changed(opened);
  }

  private link(number: number, view: View): void {
    const { current, revision, reported } = view;
    const { version } = this.facts;
    const linked = this.answer('linking', undefined, () => this.linkedIn(current));
    view.reported = linked && { linked, revision: linked.revision };
    const links = linked?.links ?? new Map();
    const news = linked && reported?.linked === linked ? linked.since(reported.revision) : { links };
    this.report({ kind: 'links', view: number, revision, version, ...news });
  }

  private linkedIn(set: FolderSet): LinkedFindings {
    const linked = this.linked.get(set) ?? new LinkedFindings(set);
    this.linked.set(set, linked);
    linked.update(this.facts);
    return linked;
  }

  private declarations(
    { view, question, configType, at }: Extract<Order, { kind: 'declarations' }>,
    { current }: View,
  ): void {
    const declarations = this.answer('finding declarations', noDeclarations, () => {
      const { files } = current.index;
      if (!at) return listDeclarations(configType, files.values());
      const place = findDeclaration(configType, at, files.get(at.file));
      return place ? { places: [place], total: 1 } : noDeclarations;
    });
    this.report({ kind: 'declarations', view, question, declarations });
  }

  /**
   * Returns `nothing` after an error, because a client waits, and would send the same order to the next
   * worker.
   */
  private answer<Answer>(task: string, nothing: Answer, find: () => Answer): Answer {
    try {
      return find();
    } catch (error) {
      this.report({ kind: 'log', level: 'error', event: `${task} failed`, fields: { error } });
      return nothing;
    }
  }

  private tell(number: number, view: View): void {
    view.revision++;
    const templates = readOf(view);
    this.report({ kind: 'changed', view: number, revision: view.revision, templates });
  }
}

interface GrowingFacts extends LinkFacts {
  readonly findings: Finding[];
  readonly stacks: StackResource[];
}

function setsOf({ current, next }: View): FolderSet[] {
  return next ? [current, next] : [current];
}

function isSettled({ state }: FolderSet): boolean {
  return state === 'read' || state === 'partial';
}

function readOf({ current, next }: View): TemplatesRead {
  const { state } = next ?? current;
  return {
    state: state === 'read' || state === 'partial' ? state : 'reading',
    read: current.count,
    failed: [...current.failed()],
  };
}
