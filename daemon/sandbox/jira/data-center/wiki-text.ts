/** Returns a document as wiki text, one line for each block. The inverse of `documentOf`. */
export function wikiOf(document: unknown): string {
  return childrenOf(document).map(textOf).join('\n');
}

/** Uses a list and not recursion, because a document may be nested to any depth. */
function textOf(block: unknown): string {
  let text = '';
  const ahead: unknown[] = [block];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (!(next instanceof Object)) continue;
    if ('text' in next && typeof next.text === 'string') text += next.text;
    ahead.push(...childrenOf(next).toReversed());
  }
  return text;
}

function childrenOf(value: unknown): readonly unknown[] {
  return value instanceof Object && 'content' in value && Array.isArray(value.content) ? value.content : [];
}
