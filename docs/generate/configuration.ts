/** Writes the keys of `config.yaml` as a JSON schema and as a table in each language's document: `npm run docs`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale } from '../../daemon/base/text.ts';
import {
  configurationKeys,
  configurationSchema,
} from '../../daemon/configuration/file/configuration-keys.ts';
import { configurationExamples } from '../../daemon/configuration/file/examples.ts';
import { textsOf } from '../../daemon/server/texts/say.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const schemaDocument = path.join(root, 'docs/configuration.schema.json');
export const configurationDocument = path.join(root, 'docs/configuration.md');
const [begin, end] = ['<!-- keys of config.yaml, generated -->', '<!-- end of the keys -->'];

/** Returns the JSON schema, for editors that do not have Guardrail. */
export function schemaText(): string {
  const { keys, header } = textsOf('en').configurationFile;
  const { $schema, ...schema } = configurationSchema((key) => keys[key]) as { $schema?: string };
  const described = {
    $schema,
    title: 'config.yaml of Guardrail',
    description: header.slice(2).join(' '),
    ...schema,
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

/** Returns the document with the table of all keys between its two marks. */
export function withKeys(document: string, locale: Locale): string {
  const { keys } = textsOf(locale).configurationFile;
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const rows = configurationKeys.map((key) => {
    const example = configurationExamples[key];
    return `| \`${key}\` | ${cell(keys[key])} | ${example === '' ? '' : `\`${example.replaceAll('|', '\\|')}\``} |`;
  });
  const table = ['| key | what | example |', '|---|---|---|', ...rows].join('\n');
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document lacks ${begin} and ${end}.`);
  return `${document.slice(0, from)}${begin}\n\n${table}\n\n${document.slice(to)}`;
}

/** Returns the document of all keys, as it should be. */
export function configurationText(): string {
  return withKeys(readFileSync(configurationDocument, 'utf8'), 'en');
}
