import type { TextBlock, TextPart } from '#protocol/text-blocks.ts';
import { linkableUrl, linkedParts } from '../text-parts.ts';
import { type AdfNode, textOfDocument } from './adf.ts';

/** The author of a document chooses how long it is and how deep it nests. */
const maxBlocks = 300;
const maxCharacters = 32_767;
const maxDepth = 20;

/** Where a block is. */
interface Context {
  readonly depth: number;
  readonly kind: 'paragraph' | 'quote';
  /** Of the list around it; 0: none. */
  readonly level: number;
}

/** Returns the blocks of a document: paragraphs, headings, lists, quotes and code, with their links. Media are left out. */
export function blocksOfDocument(document: unknown): TextBlock[] {
  const blocks: TextBlock[] = [];
  let left = maxCharacters;

  function add(block: TextBlock): void {
    const length = block.kind === 'code' ? block.text.length : lengthOf(block.parts);
    if (length === 0 || blocks.length === maxBlocks || length > left) return;
    left -= length;
    blocks.push(block);
  }
  function walkAll(nodes: readonly unknown[], context: Context): void {
    for (const node of nodes) walk(node, context);
  }
  function walk(value: unknown, context: Context): void {
    const { type, content, attrs } = nodeOf(value);
    const children = listOf(content);
    const inside = { ...context, depth: context.depth + 1 };
    if (context.depth > maxDepth || blocks.length === maxBlocks) return;
    switch (type) {
      case 'paragraph':
        add({ kind: context.kind, parts: partsOf(children) });
        return;
      case 'heading':
        add({ kind: 'heading', parts: partsOf(children) });
        return;
      case 'codeBlock':
        add({ kind: 'code', text: codeOf(children) });
        return;
      case 'blockquote':
      case 'panel':
        walkAll(children, { ...inside, kind: 'quote' });
        return;
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
      case 'decisionList':
        for (const [index, child] of children.entries())
          walkItem(child, inside, type === 'orderedList' ? firstNumberOf(attrs) + index : undefined);
        return;
      case 'tableRow':
        add({ kind: context.kind, parts: [{ text: children.map(cellOf).join(' | ') }] });
        return;
      default:
        walkAll(children, inside);
    }
  }
  /** The first paragraph of an item has its mark; the others follow it. */
  function walkItem(value: unknown, context: Context, number: number | undefined): void {
    const { type, content } = nodeOf(value);
    const [first, ...others] = listOf(content);
    const isLine = type === 'taskItem' || type === 'decisionItem';
    const level = context.level + 1;
    const opening = nodeOf(first);
    const isParagraph = opening.type === 'paragraph';
    const parts = isLine ? partsOf(listOf(content)) : isParagraph ? partsOf(listOf(opening.content)) : [];
    add({ kind: 'item', level, ...(number !== undefined && { number }), parts });
    if (!isLine) walkAll(isParagraph ? others : listOf(content), { ...context, level });
  }

  walk(document, { depth: 0, kind: 'paragraph', level: 0 });
  return blocks;
}

function partsOf(nodes: readonly unknown[]): TextPart[] {
  return nodes.flatMap((value): TextPart[] => {
    const { type, text, marks, attrs } = nodeOf(value);
    const { text: shown, url, shortName } = nodeOf(attrs) as Record<string, unknown>;
    switch (type) {
      case 'text': {
        if (typeof text !== 'string') return [];
        const link = linkOf(marks);
        return link === undefined ? linkedParts(text) : [{ text, url: link }];
      }
      case 'hardBreak':
        return [{ text: '\n' }];
      case 'mention':
      case 'status':
      case 'emoji': {
        const named = typeof shown === 'string' ? shown : shortName;
        return typeof named === 'string' ? [{ text: named }] : [];
      }
      case 'inlineCard': {
        const card = linkableUrl(url);
        return card === undefined ? [] : [{ text: card, url: card }];
      }
      default:
        return [];
    }
  });
}

/** Returns the number of the first item of a list; 1 if the list does not give one. */
function firstNumberOf(attrs: unknown): number {
  const { order } = nodeOf(attrs) as Record<string, unknown>;
  return Number.isSafeInteger(order) && Number(order) >= 0 ? Number(order) : 1;
}

function linkOf(marks: unknown): string | undefined {
  for (const mark of listOf(marks)) {
    const { type, attrs } = nodeOf(mark);
    if (type === 'link') return linkableUrl((nodeOf(attrs) as Record<string, unknown>).href);
  }
  return undefined;
}

function codeOf(nodes: readonly unknown[]): string {
  return nodes
    .map((value) => {
      const { text } = nodeOf(value);
      return typeof text === 'string' ? text : '';
    })
    .join('');
}

function cellOf(cell: unknown): string {
  return textOfDocument(cell).replaceAll('\n', ' ');
}

function lengthOf(parts: readonly TextPart[]): number {
  return parts.reduce((sum, { text }) => sum + text.length, 0);
}

function nodeOf(value: unknown): AdfNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
