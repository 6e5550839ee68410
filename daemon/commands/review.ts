import { outcomes } from '#protocol/pending-review.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { type Command, oneOf, UsageError } from './command.ts';
import { withDaemon } from './with-daemon.ts';

export const reviewCommand: Command = {
  name: 'review',
  usage: 'KEY --outcome fixed|intended --reason TEXT [--transition ID|NAME]',
  summary: {
    en: 'Says "I checked this": moves the ticket to review, with the outcome and the reason as a comment.',
    ja: '確認済みとしてチケットをレビューに移し、結果と理由をコメントに残します。',
  },
  options: { outcome: { type: 'string' }, reason: { type: 'string' }, transition: { type: 'string' } },
  words: [1, 1],
  run(context, { words, options, out, signal }) {
    const outcome = oneOf('--outcome', options.outcome, outcomes);
    const ticket = words[0] ?? '';
    const { reason, transition } = options;
    const move = typeof transition === 'string' ? { transition } : {};
    if (outcome === undefined || typeof reason !== 'string') {
      throw new UsageError({
        en: '--outcome and --reason are needed',
        ja: '--outcome と --reason が必要です',
      });
    }
    return withDaemon(context, { signal }, async (client) => {
      const {
        result,
        ticket: after,
        note,
      } = await client.request(reviewTicket, { ticket, outcome, reason, ...move }, signal);
      const line =
        result === 'confirmed'
          ? {
              en: `${after.key} is now "${after.status}".`,
              ja: `${after.key} は「${after.status}」になりました。`,
            }
          : {
              en: `${after.key}: the review is kept and sent when Jira answers. ${note ?? ''}`,
              ja: `${after.key}: レビューを保存しました。Jira が応答したら送信します。${note ?? ''}`,
            };
      out.write(`${printable(line[context.locale])}\n`);
      return 0;
    });
  },
};
