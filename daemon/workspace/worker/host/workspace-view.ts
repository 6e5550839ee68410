import type { Declarations, DeclaredAt } from '#protocol/links.ts';
import { createSharedTexts } from '../../../base/shared-texts.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import type { LinkFacts, Links } from '../links.ts';
import type { Progress, Report, TemplatesRead } from '../messages.ts';

export interface Listeners {
  /** Called if the links, the templates or the state of reading changed. */
  onChanged(): void;
  onProgress?(progress: Progress): void;
}

/** The orders of a view to the worker. */
export interface Asks {
  open(folders: readonly FolderToRead[]): void;
  readOn(): void;
  cancel(): void;
  changed(paths: readonly string[]): void;
  link(facts: LinkFacts): void;
  /** Requests links by the facts that the worker has. Returns `false` if it has none. */
  linkAgain(): boolean;
  declarations(question: number, configType: string, at: DeclaredAt | undefined): void;
  close(): void;
}

const noDeclarations: Declarations = { places: [], total: 0 };
const noLinks: Links = new Map();
const nothingRead: TemplatesRead = { state: 'read', read: 0, failed: [] };

/** One session's templates, as the worker last reported them. Reads do not wait for the worker. */
export class WorkspaceView {
  private readonly listeners: Listeners;
  private readonly asks: Asks;
  private folders: readonly FolderToRead[] = [];
  private revision = 0;
  private templates = nothingRead;
  private links = noLinks;
  private linkedTo: { version: number; revision: number } | undefined;
  /** The worker is linking. After its response it is asked again. */
  private asked = false;
  /** The facts of that request: the links have the same texts. */
  private askedBy: LinkFacts | undefined;
  private closed = false;
  /** No worker runs, and none is started automatically. */
  private lost = false;
  private questions = 0;
  private readonly answers = new Map<number, (declarations: Declarations) => void>();
  private waiting = Promise.withResolvers<void>();

  constructor(listeners: Listeners, asks: Asks) {
    this.listeners = listeners;
    this.asks = asks;
  }

  /** Reads these folders in place of the previous ones. The previous templates and links stay until then. */
  open(folders: readonly FolderToRead[]): void {
    if (folders.length + this.folders.length === 0) return;
    this.folders = folders;
    this.lost = false;
    this.templates = { ...this.templates, state: 'reading' };
    this.asks.open(folders);
  }

  /**
   * Called when the disk changed. @param paths Absolute paths of files and folders that were added, removed
   * or changed.
   */
  changed(paths: readonly string[]): void {
    if (paths.length > 0 && this.folders.length > 0) this.asks.changed(paths);
  }

  /** Stops reading. Templates that were read stay. */
  cancel(): void {
    this.asks.cancel();
  }

  /** Continues a reading that was stopped. */
  readOn(): void {
    if (this.templates.state !== 'partial') return;
    this.lost = false;
    this.asks.readOn();
  }

  get read(): TemplatesRead {
    return this.templates;
  }

  get isSettled(): boolean {
    return this.templates.state !== 'reading';
  }

  /**
   * Returns the last known links. Requests newer ones if these were made with other facts or other templates.
   */
  linksBy(facts: LinkFacts): Links {
    if (this.folders.length === 0) return noLinks;
    if (!this.isLinkedBy(facts) && !this.asked && !this.lost) {
      this.asked = true;
      this.askedBy = facts;
      this.asks.link(facts);
    }
    return this.links;
  }

  /**
   * Resolves once links are made with these facts and all templates. Resolves immediately if there are no
   * folders.
   */
  async linked(facts: () => LinkFacts): Promise<void> {
    while (!this.closed && !this.lost && this.folders.length > 0) {
      const now = facts();
      this.linksBy(now);
      if (this.isSettled && this.isLinkedBy(now)) return;
      await this.waiting.promise;
    }
  }

  /**
   * Resolves to the declarations of resources of this type, as Config reports it, in the templates that have
   * been read. `at`: only the declaration at this place.
   */
  declarations(configType: string, at?: DeclaredAt): Promise<Declarations> {
    if (this.closed || this.lost || this.folders.length === 0) return Promise.resolve(noDeclarations);
    const question = ++this.questions;
    const answer = new Promise<Declarations>((resolve) => this.answers.set(question, resolve));
    this.asks.declarations(question, configType, at);
    return answer;
  }

  close(): void {
    this.closed = true;
    this.giveNoAnswers();
    this.asks.close();
    this.wake();
  }

  take(report: Exclude<Report, { kind: 'log' }>): void {
    switch (report.kind) {
      case 'progress':
        this.listeners.onProgress?.(report.progress);
        return;
      case 'declarations':
        this.answers.get(report.question)?.(report.declarations);
        this.answers.delete(report.question);
        return;
      case 'changed':
        this.revision = report.revision;
        this.templates = report.templates;
        // The listener is called with the new links, which follow at once.
        if (this.linkAgain()) return;
        break;
      case 'links':
        this.asked = false;
        this.takeLinks(report);
        this.linkedTo = report;
    }
    this.wake();
    this.listeners.onChanged();
  }

  /** Called when a worker without data was started. The last links stay. */
  begin(): void {
    this.giveNoAnswers();
    this.asked = false;
    this.askedBy = undefined;
    this.linkedTo = undefined;
    if (this.folders.length > 0) this.asks.open(this.folders);
  }

  /**
   * Called when the worker was lost too often. The last report stays, and the user can continue the reading.
   */
  giveUp(): void {
    this.giveNoAnswers();
    this.asked = false;
    this.askedBy = undefined;
    this.lost = true;
    this.templates = { ...this.templates, state: 'partial' };
    this.wake();
    this.listeners.onChanged();
  }

  /** Requests the links of templates that have just changed. Returns `false` if this view was never linked, or is being read. */
  private linkAgain(): boolean {
    if (!this.linkedTo || !this.isSettled || this.asked || this.lost) return false;
    this.asked = this.asks.linkAgain();
    return this.asked;
  }

  private takeLinks({ links, removed }: Extract<Report, { kind: 'links' }>): void {
    const shared = withSharedTexts(links, this.askedBy);
    this.askedBy = undefined;
    this.links = removed ? merged(this.links, shared, removed) : shared;
  }

  private isLinkedBy({ version }: LinkFacts): boolean {
    return this.linkedTo?.version === version && this.linkedTo.revision === this.revision;
  }

  private giveNoAnswers(): void {
    for (const answer of this.answers.values()) answer(noDeclarations);
    this.answers.clear();
  }

  private wake(): void {
    const { resolve } = this.waiting;
    this.waiting = Promise.withResolvers();
    resolve();
  }
}

/** Returns links that have texts in common, also with the findings that they are of. */
function withSharedTexts(links: Links, facts: LinkFacts | undefined): Links {
  const shared = createSharedTexts({ known: facts?.findings.map(({ key }) => key) });
  return new Map([...links].map(([key, link]) => [shared.one(key), shared.in(link)]));
}

/** Returns the same map if nothing changed, so that nothing is computed again. */
function merged(before: Links, changed: Links, removed: readonly string[]): Links {
  if (changed.size + removed.length === 0) return before;
  const links = new Map(before);
  for (const [key, link] of changed) links.set(key, link);
  for (const key of removed) links.delete(key);
  return links;
}
