import type { CommentBlock } from '../../../domain/tickets/ticket.ts';
import { createPlainText } from '../plain-text.ts';

/** A node of the Atlassian Document Format, as far as it is known. A description has hundreds of nodes: no schema copies them. */
export interface AdfNode {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly content?: unknown;
  readonly marks?: unknown;
  readonly attrs?: unknown;
}

/** Nodes inside a line of text. Every other node begins and ends on a line of its own. */
const inline = new Set([
  'text',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'placeholder',
  'mediaInline',
]);

/**
 * Returns the plain text of a document: its text nodes, with blocks and hard breaks as new lines. Drops
 * marks, links and media, so that nothing in a ticket becomes markup or a command. Returns an empty text for
 * a value that is not a document.
 */
export function textOfDocument(document: unknown): string {
  if (typeof document === 'string') return document;
  const text = createPlainText();
  // A stack instead of recursion, because the author of a document chooses how deep it nests.
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (typeof next === 'string') {
      text.add(next);
      continue;
    }
    const { type, text: own = '', content = [] } = nodeOf(next) ?? {};
    if (typeof type !== 'string' || typeof own !== 'string' || !Array.isArray(content)) continue;
    if (type === 'text') text.add(own);
    else if (inline.has(type)) text.add(' ');
    else if (type === 'codeBlock') text.addCode(codeOf(content));
    else {
      text.add('\n');
      ahead.push('\n');
      for (let at = content.length - 1; at >= 0; at--) ahead.push(content[at]);
    }
  }
  return text.toString();
}

/** A block of code has text nodes only. */
function codeOf(content: readonly unknown[]): string {
  return content
    .map((child) => {
      const { type, text } = nodeOf(child) ?? {};
      return typeof type === 'string' && typeof text === 'string' ? text : '';
    })
    .join('');
}

function nodeOf(value: unknown): AdfNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the address in a member of a node's attributes. */
function addressIn(attributes: unknown, member: 'url' | 'href'): string[] {
  const address = (nodeOf(attributes) as Record<string, unknown> | undefined)?.[member];
  return typeof address === 'string' ? [address] : [];
}

/** Returns the URLs of a document's links and cards. They are only matched, never opened. */
export function addressesInDocument(document: unknown): string[] {
  const addresses: string[] = [];
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const node = nodeOf(ahead.pop());
    if (!node) continue;
    addresses.push(...addressIn(node.attrs, 'url'));
    for (const mark of listOf(node.marks)) {
      const { type, attrs } = nodeOf(mark) ?? {};
      if (type === 'link') addresses.push(...addressIn(attrs, 'href'));
    }
    const content = listOf(node.content);
    for (let at = content.length - 1; at >= 0; at--) ahead.push(content[at]);
  }
  return addresses;
}

/** Returns a document with each paragraph as plain text, and blocks of code. A line break in a paragraph is kept. */
export function documentOf(paragraphs: readonly CommentBlock[]) {
  return {
    type: 'doc' as const,
    version: 1,
    content: paragraphs.map((block) =>
      typeof block === 'string'
        ? { type: 'paragraph', content: linesOf(block) }
        : { type: 'codeBlock', attrs: { language: 'diff' }, content: [{ type: 'text', text: block.code }] },
    ),
  };
}

/** A line that is an address and nothing else is a link: Jira links no plain text. */
function textNode(text: string) {
  const isAddress = /^https:\/\/\S+$/.test(text) && URL.canParse(text);
  return { type: 'text', text, ...(isAddress && { marks: [{ type: 'link', attrs: { href: text } }] }) };
}

/** A text node may not be empty. */
function linesOf(paragraph: string) {
  return paragraph
    .split(/\r\n|[\r\n]/)
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [textNode(line)]),
    ]);
}
