import { z } from 'zod';
import type { CommentBlock } from '../../../domain/tickets/ticket.ts';
import { createPlainText } from '../plain-text.ts';

/** A node of the Atlassian Document Format, with the members that plain text needs. */
const node = z.object({
  type: z.string(),
  text: z.string().optional(),
  content: z.array(z.unknown()).optional(),
});

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
    const parsed = node.safeParse(next);
    if (!parsed.success) continue;
    const { type, text: own, content } = parsed.data;
    if (type === 'text') text.add(own ?? '');
    else if (inline.has(type)) text.add(' ');
    else if (type === 'codeBlock') text.addCode(codeOf(content ?? []));
    else {
      text.add('\n');
      ahead.push('\n');
      for (const child of (content ?? []).toReversed()) ahead.push(child);
    }
  }
  return text.toString();
}

/** A block of code has text nodes only. */
function codeOf(content: readonly unknown[]): string {
  return content.map((child) => node.safeParse(child).data?.text ?? '').join('');
}

const linked = z.object({
  marks: z.array(z.unknown()).optional().catch(undefined),
  attrs: z.object({ url: z.string() }).optional().catch(undefined),
  content: z.array(z.unknown()).optional().catch(undefined),
});
const linkMark = z.object({ type: z.literal('link'), attrs: z.object({ href: z.string() }) });

/** Returns the URLs of a document's links and cards. They are only matched, never opened. */
export function addressesInDocument(document: unknown): string[] {
  const addresses: string[] = [];
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const parsed = linked.safeParse(ahead.pop());
    if (!parsed.success) continue;
    const { marks = [], attrs, content = [] } = parsed.data;
    if (attrs) addresses.push(attrs.url);
    for (const mark of marks) {
      const link = linkMark.safeParse(mark);
      if (link.success) addresses.push(link.data.attrs.href);
    }
    for (const child of content.toReversed()) ahead.push(child);
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
