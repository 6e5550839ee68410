/** Makes `docs/protocol.md` from the declarations in `daemon/protocol/`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AnyMessage } from '#protocol/message.ts';
import type { Schema, Shape } from '#protocol/schema.ts';
import { connectionText } from './connection-text.ts';
import { typeText } from './shapes.ts';
import { type Declaration, declarationsIn } from './source.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const protocolDocument = path.join(root, 'docs/protocol.md');

/** The files of the contract that have messages or their types, in the order in which a reader needs them. */
export const features: readonly (readonly [file: string, title: string])[] = [
  ['handshake', 'Handshake'],
  ['settings', 'Settings'],
  ['configuration', 'Configuration file'],
  ['status', 'Status and coverage'],
  ['sync', 'Sync run'],
  ['findings', 'Findings'],
  ['subjects', 'What commands and pages are about'],
  ['list-change', 'Changes of a list'],
  ['finding-list', 'The list of findings that a window shows'],
  ['list-state', 'The state of a finding in a list'],
  ['order-change', 'Changes of an order'],
  ['links', 'Links between findings and templates'],
  ['templates', 'Templates'],
  ['editor', 'The editor of a window'],
  ['tickets', 'Tickets'],
  ['ticket-list', 'The list of tickets that a window shows'],
  ['pending-review', 'Pending reviews'],
  ['review-reason', 'The reason of a review'],
  ['reviews', 'Reviews'],
  ['outbox', 'Undo and conflicts'],
  ['moves', 'Moves of a ticket'],
  ['edits', 'Editing a ticket'],
  ['filing', 'Filing a ticket'],
  ['move-fields', 'Fields of a move'],
  ['given-review', 'What a reviewer sees'],
  ['ticket-details', 'What a ticket’s page shows'],
  ['finding-details', 'What a finding’s page shows'],
  ['notifications', 'Notifications'],
  ['account', 'Jira account'],
  ['aws', 'Lists of AWS to choose from'],
  ['daemon', 'Daemon'],
  ['log', 'Log'],
  ['problems', 'Problems'],
  ['client-commands', 'Commands of the client'],
];

/** Returns the whole document. */
export async function protocolText(): Promise<string> {
  const modules = await Promise.all(
    features.map(async ([file, title]) => ({
      title,
      source: sourceOf(file),
      exports: (await import(path.join(root, `daemon/protocol/${file}.ts`))) as Readonly<
        Record<string, unknown>
      >,
    })),
  );
  const names = new Map(
    modules.flatMap(({ exports }) =>
      Object.entries(exports).flatMap(([name, value]): [Shape, string][] =>
        isSchema(value) ? [[value.shape, typeName(name)]] : [],
      ),
    ),
  );
  const sections = modules.map(({ title, source, exports }) => {
    const all = declarationsIn(source);
    const messages = all.filter(({ name }) => isMessage(exports[name]));
    const parts = [...messages, ...all.filter((declaration) => !messages.includes(declaration))].map(
      (declaration) => partOf(declaration, exports, names, source),
    );
    return `## ${title}\n\n${parts.filter(Boolean).join('\n\n')}`;
  });
  return `${[connectionText(sourceOf('versions'), sourceOf('frames')), ...sections].join('\n\n')}\n`;
}

function partOf(
  declaration: Declaration,
  exports: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<Shape, string>,
  source: string,
): string | undefined {
  const { name, kind, doc, text } = declaration;
  if (kind === 'function') return undefined;
  if (kind === 'interface') return code(`${docComment(doc)}${plainType(text)}`);
  if (kind === 'type') {
    if (text.includes('ValueOf<')) return undefined;
    const values = exports[/\(typeof (\w+)\)\[number\]/.exec(text)?.[1] ?? ''];
    const type = Array.isArray(values) ? `type ${name} = ${unionOf(values)};` : plainType(text);
    return code(`${docComment(doc)}${type}`);
  }
  const value = exports[name];
  // Its type says the same.
  if (Array.isArray(value)) return undefined;
  if (isMessage(value)) return messageText(value, declaration, names, source);
  if (isSchema(value))
    return code(
      `${docComment(doc)}type ${typeName(name)} = ${typeText(value.shape, names, `${text}\n${source}`)};`,
    );
  return code(`${docComment(doc)}${text.replace(/^export /, '').replace(/ as const/g, '')}`);
}

function messageText(
  message: AnyMessage,
  { doc, text }: Declaration,
  names: ReadonlyMap<Shape, string>,
  source: string,
): string {
  const lines = doc.replaceAll('\n', ' ');
  if (message.kind === 'window-notification') {
    const params = /windowNotification<([\s\S]*?)>\s*\(/.exec(text)?.[1] ?? '';
    return `### \`${message.method}\`\n\nNotification, daemon → window. ${lines}\n\nParams:\n\n${code(oneLine(params))}`;
  }
  const sender = message.sender === 'window' ? 'window' : 'any client';
  const params =
    names.get(message.params.shape) ?? typeText(message.params.shape, names, `${text}\n${source}`);
  const kind = message.kind === 'request' ? 'Request' : 'Notification';
  const result = /returns<([\s\S]*?)>\(\)/.exec(text)?.[1];
  return [
    `### \`${message.method}\``,
    `${kind}, ${sender} → daemon. ${lines}`,
    `Params:\n\n${code(params)}`,
    ...(result === undefined ? [] : [`Result:\n\n${code(oneLine(result))}`]),
  ].join('\n\n');
}

function sourceOf(file: string): string {
  return readFileSync(path.join(root, 'daemon/protocol', `${file}.ts`), 'utf8');
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function docComment(doc: string): string {
  if (doc === '') return '';
  const lines = doc.split('\n');
  return lines.length === 1
    ? `/** ${doc} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */\n`;
}

function unionOf(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(' | ');
}

function plainType(text: string): string {
  return text.replace(/^export /, '').replace(/\breadonly (?=\w|\[)/g, '');
}

function oneLine(type: string): string {
  return type
    .replace(/\s+/g, ' ')
    .replace(/\breadonly /g, '')
    .trim();
}

function typeName(schema: string): string {
  return schema[0]?.toUpperCase() + schema.slice(1);
}

function isMessage(value: unknown): value is AnyMessage {
  return typeof value === 'object' && value !== null && 'method' in value && 'kind' in value;
}

function isSchema(value: unknown): value is Schema<unknown> {
  return typeof value === 'object' && value !== null && 'shape' in value;
}
