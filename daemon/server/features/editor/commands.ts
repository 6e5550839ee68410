import type { Command } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import { type FindingView, isReviewable } from '#protocol/findings.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';

/** Returns the command that moves the finding's ticket to review; `undefined` if there is nothing to move. */
export function reviewCommand({ key, ticket }: FindingView, locale: Locale): Command | undefined {
  if (!ticket || !isReviewable(ticket)) return undefined;
  return {
    title: printable(textsOf(locale).editor.moveToReview(textsOf(locale).editor.ticketName(ticket))),
    command: clientCommands.reviewFinding,
    arguments: [key],
  };
}

/** @param named Whether the title names the finding: two equal titles in one menu do not help. */
export function openCommand({ key, title }: FindingView, named: boolean, locale: Locale): Command {
  return {
    title: named
      ? printable(textsOf(locale).editor.openThisFinding(title))
      : textsOf(locale).editor.openFinding,
    command: clientCommands.openFinding,
    arguments: [key],
  };
}
