import { z } from 'zod';

/** A node of the Atlassian Document Format, as far as plain text needs it. */
const node = z.object({
  type: z.string(),
  text: z.string().optional(),
  content: z.array(z.unknown()).optional(),
});

/** Nodes that stand inside a line of text; every other node begins and ends on a line of its own. */
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
 * The plain text of a document: its text nodes, blocks and hard breaks as new lines. Marks, links and media are
 * dropped, so nothing in a ticket becomes markup or a command. What is not a document has no text.
 */
export function textOfDocument(document: unknown): string {
  if (typeof document === 'string') return document;
  let text = '';
  // A stack rather than recursion: how deep a document nests is for its writer to choose.
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (typeof next === 'string') {
      text += next;
      continue;
    }
    const parsed = node.safeParse(next);
    if (!parsed.success) continue;
    const { type, text: own, content } = parsed.data;
    if (type === 'text') text += own ?? '';
    else if (inline.has(type)) text += ' ';
    else {
      text += '\n';
      ahead.push('\n');
      for (const child of (content ?? []).toReversed()) ahead.push(child);
    }
  }
  // No pattern over blanks: a run of them would cost its length squared.
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}

const linked = z.object({
  marks: z.array(z.unknown()).optional().catch(undefined),
  attrs: z.object({ url: z.string() }).optional().catch(undefined),
  content: z.array(z.unknown()).optional().catch(undefined),
});
const linkMark = z.object({ type: z.literal('link'), attrs: z.object({ href: z.string() }) });

/** The addresses that a document's links and cards lead to. Data for matching: none of them is ever opened. */
export function addressesIn(document: unknown): string[] {
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

/** Each paragraph as plain text; a line break in it stays one. */
export function documentOf(paragraphs: readonly string[]) {
  return {
    type: 'doc' as const,
    version: 1,
    content: paragraphs.map((paragraph) => ({ type: 'paragraph', content: linesOf(paragraph) })),
  };
}

/** A text node may not be empty. */
function linesOf(paragraph: string) {
  return paragraph
    .split(/\r\n|[\r\n]/)
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]);
}
