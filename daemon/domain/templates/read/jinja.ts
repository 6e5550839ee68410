/**
 * Replaces Jinja by filler of the same length, so that the rest parses and keeps its positions. Statements
 * and comments become blanks, expressions become letters.
 */
export function maskJinja(text: string): string {
  return mask(mask(mask(text, '{%', '%}', ' '), '{#', '#}', ' '), '{{', '}}', 'x');
}

/**
 * Returns whether only the rendered template or the deployed stack knows a value: Jinja, dynamic references,
 * variables.
 */
export function isFilledLater(value: string): boolean {
  return value.includes('{{') || value.includes('{%') || value.includes('${');
}

function mask(text: string, open: string, close: string, filler: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) return parts.join('') + text.slice(from);
    const after = end + close.length;
    parts.push(text.slice(from, start), text.slice(start, after).replace(/[^\r\n]/g, filler));
    from = after;
  }
}
