import type { FindingView } from '#protocol/findings.ts';
import { keepUnchanged, type Mark, marksOf } from './marks.ts';
import type { TypedTemplate } from './positions.ts';

/**
 * Keeps the marks of each file, because an editor asks for lenses, hovers and actions far more often than anything changes, and a save
 * or a key changes those of few files.
 */
export function createKeptMarks(typed: TypedTemplate) {
  let views: readonly FindingView[] = [];
  let marks: ReadonlyMap<string, Mark[]> = new Map();
  /** Files whose text changed after the marks were made. */
  const changedTexts = new Set<string>();

  return {
    /** Handles a text that was opened, changed or closed. */
    textChanged(file: string): void {
      changedTexts.add(file);
    },
    /**
     * Returns the marks of these findings by file. A file whose marks are equal keeps its former list.
     * @param next In the order of their keys. Equal findings are the same objects.
     */
    of(next: readonly FindingView[]): ReadonlyMap<string, readonly Mark[]> {
      const files = next === views ? new Set<string>() : filesOfDifferences(views, next);
      for (const file of withFilesMarkedTogether(changedTexts, next)) files.add(file);
      changedTexts.clear();
      views = next;
      if (files.size > 0) marks = markedAgain(files);
      return marks;
    },
  };

  function markedAgain(files: ReadonlySet<string>): ReadonlyMap<string, Mark[]> {
    const concerned = views.filter((view) => isInAny(view, files));
    const made = keepUnchanged(marks, marksOf(concerned, typed));
    const next = new Map(marks);
    for (const file of files) {
      const here = made.get(file);
      if (here) next.set(file, here);
      else next.delete(file);
    }
    return next;
  }
}

/** Returns the files of findings that are in only one of two lists. */
function filesOfDifferences(before: readonly FindingView[], after: readonly FindingView[]): Set<string> {
  const files = new Set<string>();
  const add = (view: FindingView) => {
    for (const file of filesOf(view)) files.add(file);
  };
  const [known, now] = [new Set(before), new Set(after)];
  for (const view of before) if (!now.has(view)) add(view);
  for (const view of after) if (!known.has(view)) add(view);
  return files;
}

/** Returns these files, and those of findings with a place in one of them: a cause may be in another file. */
function withFilesMarkedTogether(files: ReadonlySet<string>, views: readonly FindingView[]): Set<string> {
  const all = new Set(files);
  if (files.size === 0) return all;
  for (const view of views) if (isInAny(view, files)) for (const file of filesOf(view)) all.add(file);
  return all;
}

function isInAny(view: FindingView, files: ReadonlySet<string>): boolean {
  for (const file of filesOf(view)) if (files.has(file)) return true;
  return false;
}

/** Yields the files in which a finding has places. A file may come several times. */
function* filesOf({ link }: FindingView): Generator<string> {
  if (!link) return;
  const { place, candidates = [], source, cause } = link;
  if (place) yield place.file;
  for (const candidate of candidates) yield candidate.file;
  if (source) yield source.file;
  if (cause?.place) yield cause.place.file;
  for (const other of cause?.others ?? []) yield other.place.file;
}
