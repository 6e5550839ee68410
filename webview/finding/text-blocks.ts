import type { TextBlock, TextPart } from '#protocol/text-blocks.ts';
import { element } from '../shell/element.ts';

/**
 * Returns a person's text as elements: every part is text, never markup. Only https addresses are links, and a link whose text
 * hides its host is followed by the host.
 */
export function elementsOf(blocks: readonly TextBlock[]): HTMLElement[] {
  const made: HTMLElement[] = [];
  let list: HTMLElement | undefined;
  for (const block of blocks) {
    if (block.kind !== 'item') {
      list = undefined;
      made.push(elementOf(block));
      continue;
    }
    if (!list) {
      list = element('ul', { class: 'items' });
      made.push(list);
    }
    list.append(itemOf(block));
  }
  return made;
}

function elementOf(block: Exclude<TextBlock, { kind: 'item' }>): HTMLElement {
  switch (block.kind) {
    case 'code':
      return element('pre', { class: 'diff', tabindex: '0' }, block.text);
    case 'quote':
      return element('blockquote', { class: 'said' }, ...nodesOf(block.parts));
    case 'heading':
      return element('p', { class: 'said heading' }, ...nodesOf(block.parts));
    case 'paragraph':
      return element('p', { class: 'said' }, ...nodesOf(block.parts));
  }
}

/** A flat list whose items are indented: the author's nesting may be of any form. */
function itemOf({ level, number, parts }: Extract<TextBlock, { kind: 'item' }>): HTMLElement {
  const mark = number === undefined ? undefined : element('span', { class: 'number' }, `${number}. `);
  const depth = Math.min(level, 4);
  return element('li', { class: `said level-${depth}${mark ? ' numbered' : ''}` }, mark, ...nodesOf(parts));
}

function nodesOf(parts: readonly TextPart[]): (HTMLElement | string)[] {
  return parts.flatMap(({ text, url }) => {
    if (url === undefined || !URL.canParse(url)) return [text];
    const { protocol, host } = new URL(url);
    if (protocol !== 'https:') return [text];
    const link = element('a', { href: url }, text);
    return text.includes(host) ? [link] : [link, ` (${host})`];
  });
}
