/** One exported declaration of a TypeScript file, as it is written. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'const' | 'function' | 'interface' | 'type';
  /** The docstring without its asterisks, one line for each line of the source. */
  readonly doc: string;
  readonly text: string;
}

/** Returns the exported declarations in their order. Relies on the formatter: each ends at the first blank line. */
export function declarationsIn(source: string): Declaration[] {
  const found = source.matchAll(
    /^(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?(export (const|function|interface|type) (\w+)[\s\S]*?)(?=\n\n(?=\S)|\n(?=\/\*\*|export )|$(?![\s\S]))/gm,
  );
  return [...found].map(([, doc = '', text = '', kind, name = '']) => ({
    name,
    kind: kind as Declaration['kind'],
    doc: plainDoc(doc),
    text: text.trim(),
  }));
}

/** Returns the docstring of a member, by its name; the first of that name in the text. */
export function memberDoc(text: string, name: string): string | undefined {
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${name}[:,]`).exec(text)?.[1];
  return found === undefined ? undefined : plainDoc(found).replaceAll('\n', ' ');
}

function plainDoc(doc: string): string {
  return doc
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim();
}
