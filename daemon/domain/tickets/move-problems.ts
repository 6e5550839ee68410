import { printable } from '../../base/printable.ts';
import { Problem } from '../problems/problem.ts';
import type { TicketRecord, TicketTransition } from './ticket.ts';

export function noMoveToReview({ key, status }: TicketRecord, offered: readonly TicketTransition[]): Problem {
  const from = printable(status.name);
  const moves = listed(offered);
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
      en: `Open ${key} in Jira and move it there; Guardrail then adds your reason.`,
      ja: `Jira で ${key} を開いて移動してください。移動後に Guardrail が理由を追加します。`,
    },
  );
}

/** Several moves are equally good: a person chooses one. `details.choices` lists them. */
export function moveAmbiguous({ key }: TicketRecord, moves: readonly TicketTransition[]): Problem {
  const list = listed(moves);
  return new Problem(
    'move-ambiguous',
    {
      en: `Jira offers several moves of ${key} to a review: ${list}.`,
      ja: `Jira には ${key} をレビューへ移す方法が複数あります: ${list}。`,
    },
    {
      en: `Review ${key} again and choose one ("guardrail review ${key} --transition NAME" in a terminal).`,
      ja: `${key} をもう一度レビューし、どれかを選んでください（ターミナルでは "guardrail review ${key} --transition NAME"）。`,
    },
    undefined,
    {
      choices: moves.map(({ id, name, to }) => ({ id, name: printable(name), to: printable(to.name) })),
    },
  );
}

export function moveUnknown(
  { key, status }: TicketRecord,
  chosen: string,
  offered: readonly TicketTransition[],
): Problem {
  const [asked, from, moves] = [printable(chosen).slice(0, 80), printable(status.name), listed(offered)];
  return new Problem(
    'move-unknown',
    {
      en: `From "${from}", Jira offers no move "${asked}" of ${key}${moves === '' ? '' : `; it offers: ${moves}`}.`,
      ja: `Jira では ${key} を「${from}」から「${asked}」で移せません${moves === '' ? '' : `。選べる移動: ${moves}`}。`,
    },
    {
      en: 'Review it again with one of these.',
      ja: 'これらのいずれかを指定して、もう一度レビューしてください。',
    },
  );
}

/** Closing is the reviewer's. */
export function moveCloses({ key }: TicketRecord, { name, to }: TicketTransition): Problem {
  const [move, target] = [printable(name), printable(to.name)];
  return new Problem(
    'move-closes',
    {
      en: `The move "${move}" of ${key} leads to "${target}", which closes the ticket.`,
      ja: `${key} の移動「${move}」は「${target}」に進み、チケットを完了にします。`,
    },
    {
      en: 'Closing is for the reviewer: review it again with a move to a review.',
      ja: '完了にするのはレビュー担当者です。レビューへの移動を指定して、もう一度レビューしてください。',
    },
  );
}

/** Jira accepted the request, and the ticket is as it was. */
export function moveWithoutEffect({ key, status }: TicketRecord, { name }: TicketTransition): Problem {
  const [move, at] = [printable(name), printable(status.name)];
  return new Problem(
    'move-without-effect',
    {
      en: `Jira accepted the move "${move}" of ${key}, but the ticket is still at "${at}".`,
      ja: `Jira は ${key} の移動「${move}」を受け付けましたが、チケットは「${at}」のままです。`,
    },
    {
      en: `Open ${key} in Jira and move it there; Guardrail then adds your reason.`,
      ja: `Jira で ${key} を開いて移動してください。移動後に Guardrail が理由を追加します。`,
    },
  );
}

function listed(moves: readonly TicketTransition[]): string {
  return moves.map(({ name, to }) => `${printable(name)} → ${printable(to.name)}`).join(', ');
}
