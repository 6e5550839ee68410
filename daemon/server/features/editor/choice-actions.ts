import { type CodeAction, CodeActionKind, type Command, type Diagnostic } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { ChooseLinkParams, Verdict } from '#protocol/links.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';
import type { Mark } from './marks.ts';

/** A mark with its diagnostics at the position that the editor asks about. */
export interface Marked {
  readonly mark: Mark;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns "This is the one" and "not this one", once for each resource and place: several rules may fail there. */
export function choiceActionsOf(found: readonly Marked[], locale: Locale): CodeAction[] {
  const byPlace = Map.groupBy(found, ({ mark }) => `${resourceOf(mark.view)} ${mark.place.logicalId}`);
  return [...byPlace.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { mark } = first;
    const diagnostics = alike.flatMap((marked) => marked.diagnostics);
    const decide = (verdict: Verdict): Command => ({
      title: decisionTitle(mark, verdict, locale),
      command: clientCommands.decideLink,
      arguments: [paramsOf(mark, verdict)],
    });
    const commands = [
      ...(mark.candidate ? [decide('this')] : []),
      decide('not'),
      ...(mark.candidate ? [] : [chooseCommand(mark, locale)]),
    ];
    return commands.map((command) => ({
      title: command.title,
      kind: CodeActionKind.QuickFix,
      ...(diagnostics.length > 0 && { diagnostics }),
      command,
    }));
  });
}

/** Returns the command that asks the user which declaration it is. */
export function chooseCommand({ view }: Mark, locale: Locale): Command {
  return {
    title: textsOf(locale).editor.chooseLink,
    command: clientCommands.chooseLink,
    arguments: [view.key],
  };
}

/** Returns one mark for each resource: a choice holds for all rules that fail on it. */
export function oneOfEachResource(marks: readonly Mark[]): Mark[] {
  return [...new Map(marks.map((mark) => [resourceOf(mark.view), mark])).values()];
}

/** Returns the choice, which is about the template even if the mark is in the source code that makes it. */
function paramsOf({ view, place, candidate }: Mark, verdict: Verdict): ChooseLinkParams {
  const file = (candidate ? undefined : view.link?.place?.file) ?? place.file;
  return { finding: view.key, file, logicalId: place.logicalId, verdict };
}

function decisionTitle({ view, place }: Mark, verdict: Verdict, locale: Locale): string {
  const { thisOne, notThisOne } = textsOf(locale).editor;
  const text = verdict === 'this' ? thisOne : notThisOne;
  return printable(text(place.logicalId, view.resource.name ?? view.resource.id));
}

function resourceOf({ account, region, resource }: FindingView): string {
  return `${account} ${region} ${resource.type} ${resource.id}`;
}
