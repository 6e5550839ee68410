import { printable } from '../base/printable.ts';
import { Problem } from '../base/problem.ts';
import type { TicketRecord, TicketTransition } from './ticket.ts';

export function ticketKeyInvalid(key: string): Problem {
  const shown = printable(key).slice(0, 80);
  return new Problem(
    'ticket-key-invalid',
    { en: `"${shown}" is not a ticket's key.`, ja: `"${shown}" はチケットのキーではありません。` },
    { en: 'Write it as Jira shows it: APP-123.', ja: 'Jira の表示どおり、APP-123 の形で指定してください。' },
  );
}

export function outcomeInvalid(outcome: string): Problem {
  const shown = printable(outcome).slice(0, 80);
  return new Problem(
    'outcome-invalid',
    { en: `"${shown}" is not an outcome of a review.`, ja: `"${shown}" はレビューの結果として使えません。` },
    { en: 'Choose fixed or intended.', ja: 'fixed か intended を選んでください。' },
  );
}

export function reasonInvalid(length: number, longest: number): Problem {
  return new Problem(
    'reason-invalid',
    length === 0
      ? { en: 'The review gives no reason.', ja: 'レビューの理由がありません。' }
      : { en: `The reason has ${length} characters.`, ja: `理由が ${length} 文字あります。` },
    {
      en: `Say why in 1 to ${longest} characters; the reviewer reads it.`,
      ja: `レビュー担当者が読む理由を 1～${longest} 文字で書いてください。`,
    },
  );
}

export function reviewWithdrawn(ticket: string): Problem {
  return new Problem(
    'review-withdrawn',
    {
      en: `The review of ${ticket} was withdrawn or replaced before Jira took it.`,
      ja: `${ticket} のレビューは、Jira に届く前に取り下げられたか置き換えられました。`,
    },
    {
      en: `Look at ${ticket} and review it again if needed.`,
      ja: `${ticket} を確認し、必要ならもう一度レビューしてください。`,
    },
  );
}

/** Somebody closed the ticket meanwhile: whether that was right is for a person to say. */
export function ticketAlreadyDone({ key, status }: TicketRecord): Problem {
  const name = printable(status.name);
  return new Problem(
    'ticket-already-done',
    { en: `${key} is already at "${name}".`, ja: `${key} はすでに「${name}」になっています。` },
    {
      en: 'Withdraw this review, or reopen the ticket in Jira and review it again.',
      ja: 'このレビューを取り下げるか、Jira でチケットを再開してからもう一度レビューしてください。',
    },
  );
}

export function noMoveToReview({ key, status }: TicketRecord, offered: readonly TicketTransition[]): Problem {
  const from = printable(status.name);
  const moves = offered.map(({ name, to }) => `${printable(name)} → ${printable(to.name)}`).join(', ');
  return new Problem(
    'no-move-to-review',
    {
      en: `From "${from}", Jira offers no move of ${key} to a review${moves === '' ? '' : `; it offers: ${moves}`}.`,
      ja: `Jira では ${key} を「${from}」からレビューへ移せません${moves === '' ? '' : `。選べる移動: ${moves}`}。`,
    },
    {
      en: 'If one of these names a review, list it under jira.statuses.review in the configuration file; otherwise move the ticket in Jira.',
      ja: 'レビューに当たるステータスがあれば設定ファイルの jira.statuses.review に追加し、なければ Jira でチケットを移してください。',
    },
  );
}

export function moveNeedsFields({ key }: TicketRecord, { name, requiredFields }: TicketTransition): Problem {
  const move = printable(name);
  const fields = requiredFields.map(printable).join(', ');
  return new Problem(
    'move-needs-fields',
    {
      en: `The move "${move}" of ${key} needs fields that Guardrail does not know: ${fields}.`,
      ja: `${key} の移動「${move}」には、Guardrail が入力できない項目が必要です: ${fields}。`,
    },
    {
      en: `Open ${key} in Jira and move it there, then review it again to add your reason.`,
      ja: `Jira で ${key} を開いて移動し、もう一度レビューして理由を追加してください。`,
    },
  );
}
