import { printable } from '../../base/printable.ts';
import type { Text } from '../../base/text.ts';
import { Problem } from '../problems/problem.ts';
import type { ReviewStep, SentMove } from './outbox.ts';
import type { TicketRecord } from './ticket.ts';

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

export function moveNameInvalid(name: string): Problem {
  const shown = printable(name).slice(0, 80);
  return new Problem(
    'move-unknown',
    { en: `"${shown}" is not a move of a ticket.`, ja: `"${shown}" はチケットの移動ではありません。` },
    {
      en: 'Give the name of a move as Jira shows it, or its number.',
      ja: 'Jira に表示される移動の名前か番号を指定してください。',
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

/** Another person closed the ticket before the review arrived: whether that was right is for a person to say. */
export function ticketAlreadyDone(ticket: TicketRecord): Problem {
  const { key } = ticket;
  const name = printable(ticket.status.name);
  return new Problem(
    'ticket-already-done',
    {
      en: `${key} is already at "${name}" (changed ${changed(ticket)}); your review was not sent.`,
      ja: `${key} はすでに「${name}」になっています（更新: ${changed(ticket)}）。レビューは送信されていません。`,
    },
    {
      en: 'Withdraw this review, or reopen the ticket in Jira and review it again.',
      ja: 'このレビューを取り下げるか、Jira でチケットを再開してからもう一度レビューしてください。',
    },
  );
}

/** It was closed before the review arrived, and is open again: what the reopening person wants is not known. */
export function ticketReopened(ticket: TicketRecord): Problem {
  const { key } = ticket;
  const name = printable(ticket.status.name);
  return new Problem(
    'ticket-reopened',
    {
      en: `${key} was closed and reopened, and is at "${name}" (changed ${changed(ticket)}); your review was not sent.`,
      ja: `${key} は完了後に再開され、現在は「${name}」です（更新: ${changed(ticket)}）。レビューは送信されていません。`,
    },
    reviewAgain(key),
  );
}

/** The ticket is outside of review after the review's move: another person may have sent it back. */
export function ticketMovedAway(ticket: TicketRecord, step: ReviewStep, move: SentMove | undefined): Problem {
  const { key } = ticket;
  const name = printable(ticket.status.name);
  const target = printable(move?.to.name ?? '');
  const yours =
    step === 'move-sent'
      ? {
          en: `The move of ${key} to "${target}" was sent without an answer of Jira`,
          ja: `${key} を「${target}」へ移す要求を送信しましたが、Jira の応答がありませんでした`,
        }
      : target === ''
        ? { en: `${key} was in review`, ja: `${key} はレビュー中でした` }
        : {
            en: `Your review moved ${key} to "${target}"`,
            ja: `レビューにより ${key} は「${target}」になりました`,
          };
  return new Problem(
    'ticket-moved-away',
    {
      en: `${yours.en}; now it is at "${name}" (changed ${changed(ticket)}), and your reason is not in it yet.`,
      ja: `${yours.ja}が、現在は「${name}」です（更新: ${changed(ticket)}）。理由はまだ追加されていません。`,
    },
    reviewAgain(key),
  );
}

/** The ticket is at the review, and Jira does not take the comment. `refusal` says why. */
export function commentRefused(
  { key, status }: TicketRecord,
  move: SentMove | undefined,
  refusal: Problem,
): Problem {
  const name = printable(status.name);
  const { said } = refusal.details;
  const why = said === undefined ? refusal.what : { en: `${said}.`, ja: `${said}。` };
  return new Problem(
    'comment-refused',
    move === undefined
      ? {
          en: `${key} is at "${name}", but the comment was refused: ${why.en}`,
          ja: `${key} は「${name}」ですが、コメントは拒否されました: ${why.ja}`,
        }
      : {
          en: `${key} was moved (now "${name}"), but the comment was refused: ${why.en}`,
          ja: `${key} は移動しました（現在「${name}」）が、コメントは拒否されました: ${why.ja}`,
        },
    {
      en: `Your reason is kept: copy it into ${key}, then withdraw this review; or get the permission, and Guardrail adds it.`,
      ja: `理由は保存されています。${key} に貼り付けてこのレビューを取り下げるか、権限を取得してください（取得後に Guardrail が追加します）。`,
    },
    refusal,
    said === undefined ? {} : { said },
  );
}

function reviewAgain(key: string): Text {
  return {
    en: `Open ${key} in Jira and read why; then review it again, or withdraw this review.`,
    ja: `Jira で ${key} を開いて理由を確認し、もう一度レビューするか、このレビューを取り下げてください。`,
  };
}

/** `2026-11-28 18:20 UTC` */
function changed({ updated }: TicketRecord): string {
  return `${updated.slice(0, 16).replace('T', ' ')} UTC`;
}
