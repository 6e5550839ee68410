import type { FindingsChange, FindingView, LinksChange } from '#protocol/findings.ts';
import type { Link } from '#protocol/links.ts';
import { createDeltas } from './deltas.ts';

/** Up to this many findings with another link are sent whole. A finding whose link the user has just chosen always is. */
const maxWholeFindings = 20;

/**
 * Computes the changes of findings to send to a window, each once. A list that is sent before the templates are read has no
 * links: they are sent alone later, as the links of many findings are.
 */
export function createFindingNews() {
  const deltas = createDeltas<FindingView>();
  return {
    /** Records that the window received this list. */
    given: deltas.given,
    /** Returns the changes that the window has not received; `undefined` without a change. */
    next(findings: readonly FindingView[]): Omit<FindingsChange, 'version'> | undefined {
      const received = deltas.received();
      const delta = deltas.next(findings);
      if (!delta) return undefined;
      const onlyLinks = delta.changed.filter((finding) => isSameButLink(received.get(finding.key), finding));
      const many = onlyLinks.length > maxWholeFindings;
      const alone = new Set(
        onlyLinks.filter(({ key, link }) => !link?.choice && (many || !received.get(key)?.link)),
      );
      const changed = delta.changed.filter((finding) => !alone.has(finding));
      return { changed, removed: delta.removed, ...(alone.size > 0 && { links: linksOf(alone) }) };
    },
  };
}

/** Returns findings as a window sees them while it waits for their links. */
export function withoutLinks(findings: readonly FindingView[]): FindingView[] {
  return findings.map(({ link: _link, ...finding }) => finding);
}

function isSameButLink(received: FindingView | undefined, finding: FindingView): boolean {
  return received !== undefined && finding.link !== undefined && textOf(received) === textOf(finding);
}

function textOf({ link: _link, ...finding }: FindingView): string {
  return JSON.stringify(finding);
}

/** Groups findings by link: many have the same one, which says that no template declares their resource. */
function linksOf(findings: Iterable<FindingView>): LinksChange[] {
  const groups = new Map<string, { link: Link; findings: string[] }>();
  for (const { key, link } of findings) {
    if (!link) continue;
    const text = JSON.stringify(link);
    const group = groups.get(text) ?? { link, findings: [] };
    group.findings.push(key);
    groups.set(text, group);
  }
  return [...groups.values()];
}
