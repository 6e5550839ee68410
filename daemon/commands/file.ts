import {
  type FilingForm,
  fileTicket,
  readFilingForm,
  searchUsersOfProject,
  withdrawFiling,
} from '#protocol/filing.ts';
import type { FieldEntries } from '#protocol/move-fields.ts';
import { printable, printableLine } from '../base/printable.ts';
import { problem } from '../domain/problems/problem.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { type Command, UsageError } from './command.ts';
import { fieldOption, fieldsOf, sameName, withPeople } from './field-options.ts';
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
  run(context, { words, options, out, err, texts, signal }) {
    const { project, type } = options;
    if (options.preview === true && options.withdraw === true)
      throw new UsageError((texts) => texts.previewOrWithdraw);
    const given = fieldsOf(options);
    const subject = {
      finding: words[0] ?? '',
      ...(typeof project === 'string' && { project }),
      ...(typeof type === 'string' && { type }),
    };
    return withDaemon(context, { signal }, async (client) => {
      const readForm = () => client.request(readFilingForm, subject, signal);
      if (options.preview === true) {
        const { text, unknown } = previewOf(await readForm(), given, texts);
        out.write(text);
        for (const name of unknown) err.write(`${printable(texts.filing.notAsked(name))}\n`);
        return unknown.length > 0 ? 1 : 0;
      }
      if (options.withdraw === true) {
        const { finding } = subject;
        const { withdrawn } = await client.request(withdrawFiling, { finding }, signal);
        if (!withdrawn) throw problem('filing-not-kept', { finding });
        out.write(`${texts.filing.withdrawn}\n`);
        return 0;
      }
      let form: Promise<FilingForm> | undefined;
      const fields = await withPeople(given, {
        texts,
        fields: async () => {
          form ??= readForm();
          const { fields: asked, optional } = await form;
          return [...asked, ...optional];
        },
        find: async (field, query) => {
          const { project = '' } = (await form) ?? {};
          return (await client.request(searchUsersOfProject, { project, field, query }, signal)).users;
        },
      });
      const params = { ...subject, fields };
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

/**
 * Returns a line for the project and type, and one for each field: with the given value, else with the proposed one. A field that
 * the user fills in has the form of its value. Returns also the given names that are no field of the screen.
 */
function previewOf(
  { project, type, fields, proposed, optional }: FilingForm,
  given: FieldEntries,
  { moves }: TerminalTexts,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown = new Set(Object.keys(given));
  const lines = [...fields, ...optional].map((field) => {
    const name = Object.keys(given).find((each) => each === field.id || sameName(each, field.name));
    if (name !== undefined) unknown.delete(name);
    const entry = name === undefined ? proposed[field.id] : given[name];
    if (entry === undefined) return `  ${field.name}: ${moves.field(field)}`;
    const { value, shown } = entry;
    const text = shown ?? (typeof value === 'string' ? value : value.join(', '));
    return `  ${field.name}: ${text.split('\n')[0] ?? ''}`;
  });
  const text = [`${project} · ${type.name}`, ...lines].map((line) => `${printableLine(line)}\n`).join('');
  return { text, unknown: [...unknown] };
}
