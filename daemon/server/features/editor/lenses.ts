import type { CodeLens, Command } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import { type FindingView, isReviewable } from '#protocol/findings.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';
import { oneOfEachResource } from './choice-actions.ts';
import { rangeOf } from './diagnostics.ts';
import type { Mark } from './marks.ts';
import { keysOf, labelOf, resourceMarksOf } from './resource-marks.ts';

/**
 * Returns the lenses above each logical resource, four at most, however many rules fail on it: one with the worst severity
 * and how many findings there are, and one for each action. An action of several findings lets the user choose.
 */
export function lensesOf(marks: readonly Mark[], locale: Locale): CodeLens[] {
  return resourceMarksOf(marks).flatMap((resource) => {
    const { first, views } = resource;
    const show: Command = {
      title: labelOf(resource, locale),
      command: clientCommands.openFinding,
      arguments: [oneOrMore(views)],
    };
    const commands = [
      show,
      reviewCommandOf(views, locale),
      ticketCommand(views, locale),
      chooseCommandOf(resource.marks, locale),
    ];
    return commands.flatMap((command) => (command ? [withoutIcons({ range: rangeOf(first), command })] : []));
  });
}

/** Returns the command that moves each ticket to review that waits for the developer; `undefined` if none does. */
function reviewCommandOf(views: readonly FindingView[], locale: Locale): Command | undefined {
  const texts = textsOf(locale).editor;
  const reviewable = ofEachTicket(views).filter(({ ticket }) => ticket && isReviewable(ticket));
  const [only] = reviewable;
  if (!only?.ticket) return undefined;
  const command = clientCommands.reviewFinding;
  if (reviewable.length === 1)
    return { title: texts.reviewTicket(texts.ticketName(only.ticket)), command, arguments: [only.key] };
  const keys = keysOf(reviewable);
  return { title: texts.reviewTickets(keys.length), command, arguments: [only.key, keys] };
}

function ticketCommand(views: readonly FindingView[], locale: Locale): Command | undefined {
  const texts = textsOf(locale).editor;
  const ticketed = ofEachTicket(views).filter(({ ticket }) => ticket?.url);
  const ticket = ticketed[0]?.ticket;
  if (!ticket) return undefined;
  const title =
    ticketed.length === 1
      ? texts.openTicket(texts.ticketName(ticket))
      : texts.openOneOfTickets(ticketed.length);
  return { title, command: clientCommands.openTicket, arguments: [oneOrMore(ticketed)] };
}

/** Returns the command with which the user says which declaration a resource is, if this is one of several candidates. */
function chooseCommandOf(marks: readonly Mark[], locale: Locale): Command | undefined {
  const candidates = oneOfEachResource(marks.filter(({ candidate }) => candidate)).map(({ view }) => view);
  if (candidates.length === 0) return undefined;
  const title = textsOf(locale).editor.chooseResource;
  return { title, command: clientCommands.chooseLink, arguments: [oneOrMore(candidates)] };
}

/** Returns one finding for each ticket: a ticket may be about several. */
function ofEachTicket(views: readonly FindingView[]): FindingView[] {
  const ticketed = views.filter(({ ticket }) => ticket);
  return [...new Map(ticketed.map((view) => [view.ticket?.key, view])).values()];
}

/** Returns the argument of a command: a key, or the keys from which the user chooses. */
function oneOrMore(views: readonly FindingView[]): string | string[] {
  const keys = keysOf(views);
  return keys.length === 1 && keys[0] !== undefined ? keys[0] : keys;
}

/** An editor draws `$(name)` in a lens as an icon: in text from AWS and from templates it stays text. */
function withoutIcons({ range, command }: CodeLens & { command: Command }): CodeLens {
  return { range, command: { ...command, title: printable(command.title).replaceAll('$(', '\\$(') } };
}
