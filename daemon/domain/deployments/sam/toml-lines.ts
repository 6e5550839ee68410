/** Returns the 0-based line of a table's key. */
export type LineOfKey = (table: readonly string[], key: string) => number;

/**
 * The parser gives no positions. If a key is written in a form that this function does not search for
 * (`default.deploy.parameters.stack_name = …`), the result is the line of its table, or the first line.
 */
export function linesOfKeys(text: string): LineOfKey {
  const lines = new Map<string, number>();
  let table = '';
  for (const [line, written] of text.split(/\r\n|\n|\r/).entries()) {
    const start = written.trimStart();
    const equals = start.indexOf('=');
    if (start.startsWith('[')) {
      table = unquoted(start.slice(1, Math.max(start.indexOf(']'), 1)));
      lines.set(table, line);
    } else if (equals > 0) lines.set(`${table}\n${unquoted(start.slice(0, equals))}`, line);
  }
  return (names, key) => lines.get(`${names.join('.')}\n${key}`) ?? lines.get(names.join('.')) ?? 0;
}

function unquoted(name: string): string {
  return name.replaceAll(/[\s"']/g, '');
}
