import path from 'node:path';
import { outcomes } from '#protocol/pending-review.ts';
import { type ReviewPatchView, readReviewPatch, reviewTicket } from '#protocol/reviews.ts';
import { printable, printableLine } from '../base/printable.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { type Command, oneOf, UsageError } from './command.ts';
import { fieldOption, fieldsOf, withPeopleOfTicket } from './field-options.ts';
import { requireFolder } from './require-folder.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

export const reviewCommand: Command = {
  name: 'review',
  usage:
    'KEY --outcome fixed|intended|not-ours --reason TEXT [--until DATE] [--team NAME] [--via ID|NAME]… [--transition ID|NAME] [--field NAME=VALUE]… [--patch [--preview]] [--workspace DIR]',
  options: {
    outcome: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    team: { type: 'string' },
    via: { type: 'string', multiple: true },
    patch: { type: 'boolean' },
    preview: { type: 'boolean' },
    workspace: { type: 'string' },
    transition: { type: 'string' },
    ...fieldOption,
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const outcome = oneOf('--outcome', options.outcome, outcomes);
    const ticket = ticketKey(words[0]);
    const { reason, until, team, via, transition } = options;
    const rest = {
      ...(typeof until === 'string' && { until }),
      ...(typeof team === 'string' && { team }),
      ...(Array.isArray(via) && { via: via.map(String) }),
      ...(typeof transition === 'string' && { transition }),
    };
    if (outcome === undefined || typeof reason !== 'string') {
      throw new UsageError((texts) => texts.reviewOptions);
    }
    const given = fieldsOf(options);
    const { patch, preview, workspace } = options;
    if (preview === true && patch !== true) throw new UsageError((texts) => texts.previewOfPatch);
    // Which template declares the resource is known of folders only.
    const isRead = patch === true || workspace !== undefined;
    const folder = path.resolve(typeof workspace === 'string' ? workspace : '.');
    if (isRead) requireFolder(folder);
    return withDaemon(context, { signal, ...(isRead && { folders: [folder] }) }, async (client) => {
      const changes = patch === true ? await client.request(readReviewPatch, { ticket }, signal) : undefined;
      if (changes) out.write(`${patchText(changes, texts)}\n`);
      if (preview === true) return 0;
      const fields = await withPeopleOfTicket(given, { client, ticket, texts, signal });
      const {
        result,
        ticket: after,
        note,
      } = await client.request(
        reviewTicket,
        { ticket, outcome, reason, ...rest, fields, ...(changes && { patch: changes.id }) },
        signal,
      );
      const line =
        result === 'confirmed'
          ? texts.reviews.confirmed(after.key, after.status)
          : texts.reviews.waits(after.key, note ?? '');
      out.write(`${printable(line)}\n`);
      return 0;
    });
  },
};

function patchText({ file, base, text, ...patch }: ReviewPatchView, { reviews }: TerminalTexts): string {
  return [reviews.patch(file, base, patch), ...text.split('\n')].map(printableLine).join('\n');
}
