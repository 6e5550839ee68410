import { type FilingForm, fileTicket, readFilingForm, withdrawFiling } from '#protocol/filing.ts';
import { printable } from '../base/printable.ts';
import type { Command } from './command.ts';
import { fieldOption, fieldsOf } from './field-options.ts';
import { withDaemon } from './with-daemon.ts';

export const fileCommand: Command = {
  name: 'file',
  usage: 'FINDING [--project KEY] [--type NAME] [--field NAME=VALUE …] [--preview | --withdraw]',
  options: {
    project: { type: 'string' },
    type: { type: 'string' },
    preview: { type: 'boolean' },
    withdraw: { type: 'boolean' },
    ...fieldOption,
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const { project, type } = options;
    const fields = fieldsOf(options);
    const params = {
      finding: words[0] ?? '',
      fields,
      ...(typeof project === 'string' && { project }),
      ...(typeof type === 'string' && { type }),
    };
    return withDaemon(context, { signal }, async (client) => {
      if (options.preview === true) {
        const { fields: _fields, ...subject } = params;
        out.write(previewOf(await client.request(readFilingForm, subject, signal)));
        return 0;
      }
      if (options.withdraw === true) {
        await client.request(withdrawFiling, { finding: params.finding }, signal);
        out.write(`${texts.filing.withdrawn}\n`);
        return 0;
      }
      const { result, ticket, note = '' } = await client.request(fileTicket, params, signal);
      const line =
        result === 'waiting' || !ticket
          ? texts.filing.waits(note)
          : texts.filing[result === 'filed' ? 'filed' : 'existing'](ticket.key, ticket.url);
      out.write(`${printable(line)}\n`);
      return 0;
    });
  },
};

/** Returns a line for the project and type, and one for each field; a field without a value is for the user to fill in. */
function previewOf({ project, type, fields, proposed }: FilingForm): string {
  const lines = fields.map(({ id, name }) => {
    const { value = '', shown } = proposed[id] ?? {};
    const text = shown ?? (typeof value === 'string' ? value : value.join(', '));
    return `  ${name}: ${text.split('\n')[0] ?? ''}`;
  });
  return [`${project} · ${type.name}`, ...lines].map((line) => `${printable(line)}\n`).join('');
}
