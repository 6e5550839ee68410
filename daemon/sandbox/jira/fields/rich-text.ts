/** Returns the text in the Atlassian Document Format. Each line is a paragraph of plain text. */
export function documentOf(text: string) {
  const paragraph = (line: string) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }],
  });
  return { type: 'doc' as const, version: 1 as const, content: text.split('\n').map(paragraph) };
}

/** Returns the plain text of a document, a line for each block. Not recursive: a document may be nested to any depth. */
export function textOfDocument(document: unknown): string {
  const lines: string[] = [''];
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (!(next instanceof Object)) continue;
    if ('type' in next && next.type === 'paragraph' && lines.at(-1) !== '') lines.push('');
    if ('text' in next && typeof next.text === 'string') lines[lines.length - 1] += next.text;
    if ('content' in next && Array.isArray(next.content)) ahead.push(...next.content.toReversed());
  }
  return lines.join('\n');
}
