import type { CodeAction, CodeLens, Command, Diagnostic } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import { clientCommands } from '#protocol/messages.ts';
import { printable } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import { choiceActionsOf, chooseCommand, oneOfEachResource } from './choice-actions.ts';
import { rangeOf } from './diagnostics.ts';
import { editorTexts, severityTexts } from './editor-texts.ts';
import type { Mark } from './marks.ts';

/**
 * Above each logical resource: what fails there, one lens that moves its ticket to review and, where it is a candidate,
 * one that says so or not.
 */
export function lensesOf(marks: readonly Mark[], locale: Locale): CodeLens[] {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const others = byLine.get(mark.place.line);
    if (others) others.push(mark);
    else byLine.set(mark.place.line, [mark]);
  }
  return [...byLine.values()].flatMap((here) => {
    const lenses = here.flatMap((mark) => {
      const { view } = mark;
      const title = printable(`${severityTexts[view.severity][locale]}: ${view.title}`);
      const open: Command = { title, command: clientCommands.openFinding, arguments: [view.key] };
      const review = reviewCommand(view, locale);
      return [open, ...(review ? [review] : [])].map((command) => ({ range: rangeOf(mark), command }));
    });
    const asked = oneOfEachResource(here.filter(({ candidate }) => candidate)).map((mark) => ({
      range: rangeOf(mark),
      command: chooseCommand(mark, locale),
    }));
    return [...lenses, ...asked];
  });
}

/** Quick fixes of Guardrail's diagnostics. */
export function actionsOf(
  marks: readonly Mark[],
  diagnostics: readonly Diagnostic[],
  locale: Locale,
): CodeAction[] {
  const found = diagnostics.flatMap((diagnostic) => {
    const mark = diagnostic.source === 'Guardrail' ? markOf(diagnostic, marks) : undefined;
    return mark ? [{ diagnostic, mark }] : [];
  });
  const onFindings = found.flatMap(({ diagnostic, mark: { view } }) => {
    const review = reviewCommand(view, locale);
    const open = {
      title: editorTexts.openFinding[locale],
      command: clientCommands.openFinding,
      arguments: [view.key],
    };
    return [...(review ? [review] : []), open].map((command) => ({
      title: command.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command,
    }));
  });
  return [...onFindings, ...choiceActionsOf(found, locale)];
}

/** A finding may have several candidates in one file. */
function markOf({ data }: Diagnostic, marks: readonly Mark[]): Mark | undefined {
  const { finding, logicalId } = (data ?? {}) as { finding?: unknown; logicalId?: unknown };
  return marks.find(({ view, place }) => view.key === finding && place.logicalId === logicalId);
}

function reviewCommand({ key, ticket }: FindingView, locale: Locale): Command | undefined {
  if (ticket?.state !== 'todo') return undefined;
  return {
    title: editorTexts.moveToReview(ticket.key)[locale],
    command: clientCommands.reviewFinding,
    arguments: [key],
  };
}
