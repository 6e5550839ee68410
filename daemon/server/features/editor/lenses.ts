import type { CodeLens, Command } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';
import { chooseCommand, oneOfEachResource } from './choice-actions.ts';
import { reviewCommand } from './commands.ts';
import { rangeOf } from './diagnostics.ts';
import type { Mark } from './marks.ts';

/**
 * Returns the lenses above each logical resource: one with what fails there, one that moves its ticket to review and, if
 * the resource is a candidate, one with which the user confirms or rejects it.
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
      const title = printable(`${textsOf(locale).editor.severities[view.severity]}: ${view.title}`);
      const open: Command = { title, command: clientCommands.openFinding, arguments: [view.key] };
      const review = reviewCommand(view, locale);
      return [open, ...(review ? [review] : [])].map((command) => ({ range: rangeOf(mark), command }));
    });
    const asked = oneOfEachResource(here.filter(({ candidate }) => candidate)).map((mark) => ({
      range: rangeOf(mark),
      command: chooseCommand(mark, locale),
    }));
    return [...lenses, ...asked].map(withoutIcons);
  });
}

/** An editor draws `$(name)` in a lens as an icon: in text from AWS and from templates it stays text. */
function withoutIcons({ range, command }: CodeLens & { command: Command }): CodeLens {
  return { range, command: { ...command, title: command.title.replaceAll('$(', '\\$(') } };
}
