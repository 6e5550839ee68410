import { Problem } from '../base/problem.ts';
import type { UnreadableTicket } from '../tickets/ticket.ts';

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
