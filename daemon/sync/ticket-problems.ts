import type { Text } from '../base/text.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { TicketFates, UnreadableTicket } from '../domain/tickets/ticket.ts';

/** So many are named; the others are counted. */
const maxNamed = 5;

/** The site listed tickets whose form is unknown. They are left out; what was known of them stays. */
export function ticketsUnreadable(unreadable: readonly UnreadableTicket[]): Problem {
  const named = unreadable.slice(0, maxNamed).map(({ key, id, field }) => ({
    en: `${key ?? (id === undefined ? 'one without a key' : `the one with the id ${id}`)} (${field})`,
    ja: `${key ?? (id === undefined ? 'キーのないもの' : `ID ${id}`)} (${field})`,
  }));
  const others = unreadable.length - named.length;
  return new Problem(
    'tickets-unreadable',
    {
      en: `${unreadable.length === 1 ? '1 ticket' : `${unreadable.length} tickets`} could not be read and may be missing or out of date: ${named.map(({ en }) => en).join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
      ja: `読み込めなかったチケットが ${unreadable.length} 件あります（表示されないか、古い内容のままの可能性があります）: ${named.map(({ ja }) => ja).join('、')}${others > 0 ? `、ほか ${others} 件` : ''}。`,
    },
    {
      en: 'Look at them in Jira; if nothing is wrong there, report this line.',
      ja: 'Jira で確認し、問題がなければこの行を報告してください。',
    },
  );
}

/** The search lists nothing, and Jira itself does not say that what was known is gone. Nothing more is forgotten. */
export function ticketsNotListed(known: number): Problem {
  return new Problem(
    'jira-tickets-not-listed',
    {
      en: `Jira's search lists none of the ${known === 1 ? '1 ticket' : `${known} tickets`} known before, and Jira does not say that all of them are gone.`,
      ja: `既知のチケット ${known} 件が Jira の検索に 1 件も表示されず、すべてがなくなったことも確認できません。`,
    },
    {
      en: 'They stay as last known and Guardrail tries again; if this remains, check the setting "guardrail.jira.project".',
      ja: '最後に読み込んだ内容を保持し、自動的に再試行します。続く場合は設定 "guardrail.jira.project" を確認してください。',
    },
  );
}

/** The search lists nothing, and Jira itself has none of those that were known. */
export function ticketsGone(known: number): Problem {
  return new Problem(
    'jira-tickets-gone',
    {
      en: `${known === 1 ? 'The 1 ticket' : `All ${known} tickets`} known before cannot be found in Jira any more: deleted, moved or hidden from your account.`,
      ja: `既知のチケット ${known} 件がすべて Jira で見つからなくなりました（削除、移動、または閲覧権限の変更）。`,
    },
    {
      en: 'If that is not intended, check your access to the project and the setting "guardrail.jira.project".',
      ja: '意図したものでなければ、プロジェクトへのアクセス権と設定 "guardrail.jira.project" を確認してください。',
    },
  );
}

/** They belong to a project that is not read. */
export function ticketsMoved(moved: TicketFates['moved']): Text {
  const named = moved.slice(0, maxNamed).map(({ from, to }) => `${from} → ${to}`);
  const others = moved.length - named.length;
  return {
    en: `Moved in Jira to where Guardrail does not read, and left out: ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    ja: `Jira で読み込み対象外の場所へ移動したため、表示から外しました: ${named.join('、')}${others > 0 ? `、ほか ${others} 件` : ''}。`,
  };
}
