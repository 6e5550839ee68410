import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Locale } from '../../../base/text.ts';
import { choiceActionsOf, type Marked } from './choice-actions.ts';
import { openCommand, reviewCommand } from './commands.ts';
import { rangeOf } from './diagnostics.ts';
import { touches } from './extents.ts';
import type { Mark } from './marks.ts';

/** A user may select a whole file, and a menu with more findings than this is unreadable. */
const maxFindings = 30;

/**
 * Returns the quick fixes for a cursor or a selection: anywhere inside the resource of a finding, and on what causes the
 * finding or may cause it.
 * @param diagnostics The diagnostics that the editor shows there; they may be a moment older than the marks.
 */
export function actionsOf(
  marks: readonly Mark[],
  range: Range,
  diagnostics: readonly Diagnostic[],
  locale: Locale,
): CodeAction[] {
  const shownHere = Map.groupBy(diagnostics, identityOf);
  const found = marks
    .map((mark) => ({ mark, diagnostics: shownHere.get(markIdentity(mark)) ?? [] }))
    .filter((marked) => marked.diagnostics.length > 0 || isAt(marked.mark, range));
  const findings = [...Map.groupBy(found, ({ mark }) => mark.view.key).values()].slice(0, maxFindings);
  const shown = new Set(findings.flat());
  return [
    ...findings.flatMap((places) => findingActions(places, findings.length > 1, locale)),
    ...choiceActionsOf(
      found.filter((marked) => shown.has(marked)),
      locale,
    ),
  ];
}

/** Returns the identity of the mark that a diagnostic shows; `undefined` if it is not one of Guardrail's. */
function identityOf({ source, data }: Diagnostic): string | undefined {
  if (source !== 'Guardrail') return undefined;
  const { finding, logicalId } = (data ?? {}) as { finding?: unknown; logicalId?: unknown };
  return `${finding} ${logicalId}`;
}

/** Has the logical id, too: a finding may have several candidates in one file. */
function markIdentity({ view, place }: Mark): string {
  return `${view.key} ${place.logicalId}`;
}

function isAt({ extent, place, cause, others = [] }: Mark, range: Range): boolean {
  const causes = [...(cause ? [cause] : []), ...others.map((other) => other.place)];
  return (
    touches(extent, range) ||
    causes.some((where) => where.file === place.file && touches(rangeOf({ place: where }), range))
  );
}

function findingActions(places: readonly Marked[], named: boolean, locale: Locale): CodeAction[] {
  const [first] = places;
  if (!first) return [];
  const { view } = first.mark;
  const review = reviewCommand(view, locale);
  const diagnostics = places.flatMap((place) => place.diagnostics);
  return [...(review ? [review] : []), openCommand(view, named, locale)].map((command) => ({
    title: command.title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostics.length > 0 && { diagnostics }),
    command,
  }));
}
