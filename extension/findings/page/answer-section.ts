import { l10n } from 'vscode';
import type { AnswerSection } from '../../../webview/finding/protocol.ts';
import { giverLabel, sentBackLines } from '../../tickets/decisions/labels.ts';
import type { SentBackState } from '../../tickets/decisions/sent-back.ts';

/** Returns the section of the answer that sent a ticket back, or the line that it was not read; `undefined` without an answer. */
export function answerSectionOf(state: SentBackState | undefined, now: Date): AnswerSection | undefined {
  switch (state?.kind) {
    case 'sent-back':
      return {
        title: l10n.t('Sent Back'),
        isUrgent: true,
        giver: giverLabel(state.answer, now),
        text: state.answer.reason,
      };
    case 'unread':
      return {
        title: l10n.t('Answer of the Reviewer'),
        isUrgent: false,
        giver: '',
        text: sentBackLines(state, now).join(' '),
      };
    default:
      return undefined;
  }
}
