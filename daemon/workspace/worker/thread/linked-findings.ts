import { isSameData } from '../../../base/same-data.ts';
import type { Finding } from '../../../domain/findings/finding.ts';
import type { FindingLink } from '../../../domain/linking/finding-link.ts';
import { type LinkFacts, type Links, linksIn, type TemplatesOfSet } from '../links.ts';

/** If more findings than this share are concerned, all are linked again, which then costs less. */
const maxShare = 0.25;

/** The links that differ from those of an earlier revision. */
export interface LinkChanges {
  readonly links: Links;
  /** Keys of findings that have no link any more. */
  readonly removed: readonly string[];
}

/**
 * The links of a set of folders. When files change, only the findings whose links depend on them are linked again; the result is
 * what linking all of them gives.
 */
export class LinkedFindings {
  private readonly set: TemplatesOfSet;
  private readonly current = new Map<string, FindingLink>();
  /** The facts and the state of reading of these links; `undefined`: all are to be made again. */
  private madeWith: { readonly facts: LinkFacts; readonly reading: string } | undefined;
  private findings: ReadonlyMap<string, Finding> = new Map();
  private last = 0;
  /** The revision in which each link changed last, since they were first made. */
  private readonly changedIn = new Map<string, number>();

  constructor(set: TemplatesOfSet) {
    this.set = set;
  }

  get links(): Links {
    return this.current;
  }

  /** Grows with every change of a link. */
  get revision(): number {
    return this.last;
  }

  /** Links the findings by these facts and the templates as they are now. Returns how many were linked. */
  update(facts: LinkFacts): number {
    const { set, madeWith } = this;
    const { index, state, unreadCount } = set;
    const reading = `${state} ${unreadCount}`;
    const stale = index.reads.takeStale();
    const isSame = madeWith?.facts === facts && madeWith.reading === reading;
    // If linking fails, everything is linked again the next time.
    this.madeWith = undefined;
    const linked =
      stale && isSame && stale.size <= facts.findings.length * maxShare
        ? this.linkSome(facts, stale)
        : this.linkAll(facts);
    this.madeWith = { facts, reading };
    return linked;
  }

  /** Returns the links that differ from those of this revision. */
  since(revision: number): LinkChanges {
    const links = new Map<string, FindingLink>();
    const removed: string[] = [];
    for (const [key, changed] of this.changedIn) {
      if (changed <= revision) continue;
      const link = this.current.get(key);
      if (link) links.set(key, link);
      else removed.push(key);
    }
    return { links, removed };
  }

  private linkSome(facts: LinkFacts, keys: ReadonlySet<string>): number {
    const some = [...keys].flatMap((key) => this.findings.get(key) ?? []);
    this.take(linksIn(this.set, facts, some), []);
    return some.length;
  }

  private linkAll(facts: LinkFacts): number {
    this.findings = new Map(facts.findings.map((finding) => [finding.key, finding]));
    this.set.index.reads.start();
    const links = linksIn(this.set, facts);
    const gone = [...this.current.keys()].filter((key) => !links.has(key));
    this.take(links, gone);
    return facts.findings.length;
  }

  private take(links: Links, gone: readonly string[]): void {
    const isFirst = this.last === 0;
    this.last++;
    for (const [key, link] of links) {
      if (isSameData(this.current.get(key), link)) continue;
      this.current.set(key, link);
      if (!isFirst) this.changedIn.set(key, this.last);
    }
    for (const key of gone) {
      this.current.delete(key);
      this.changedIn.set(key, this.last);
    }
  }
}
