import { hidden, hideInLine, isOtherHalf, isReference, isSecretName } from './secret-values.ts';

const keyStart = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const keyEnd = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;
/** The key of a line, its value, and the column in which the key begins after the dash of a list. */
const keyed =
  /^(\s*(?:-\s+)?)(["']?)([^\s"':={}[\],-](?:[^"':={}[\],]|::){0,160})\2(\s*:(?=\s|$)\s*|(?<=["'])\s*:\s*|\s*=\s*)(.*)$/;
/** Keys whose value is the name of something. */
const naming = /^(?:name|key|parameterkey|variablename)$/i;
/** The value follows in the next lines: as a text, or as a map or list. */
const opensText = /^(?:!\w+\s+)?[|>][-+\d]*\s*$/;
const opensBlock = /^(?:!\w+\s*|&\w+\s*)?[[{]?\s*$/;
/** Lines of one item between a name and its value. */
const maxPairLines = 6;

interface Line {
  readonly text: string;
  /** Column of its first character after the dash of a list. Infinite for a line without text. */
  readonly column: number;
  /** Column of its first character. */
  readonly indent: number;
  readonly isItem: boolean;
  readonly key?: string;
  readonly value?: string;
  /** The text in front of the value. */
  readonly head?: string;
}

/** Returns lines of a template without values that look like secrets, and how many were replaced. */
export function hideSecrets(lines: readonly string[]): { readonly lines: string[]; readonly count: number } {
  const parsed = lines.map(parsedLine);
  const pairs = otherHalves(parsed);
  let count = 0;
  let inKey = false;
  let block:
    | { readonly indent: number; readonly isText: boolean; readonly isList: boolean; child?: number }
    | undefined;

  function shown(line: Line, at: number): string {
    const { text, key, value, head, indent, column, isItem } = line;
    if (inKey || keyStart.test(text)) {
      inKey = !keyEnd.test(text);
      return hidden;
    }
    if (block && !(indent > block.indent || (block.isList && isItem && indent === block.indent)))
      block = undefined;
    if (block && column !== Number.POSITIVE_INFINITY) {
      block.child ??= indent;
      const isDirect = indent === block.child;
      if (block.isText || (isDirect && key === undefined && !isReference(text.trim().replace(/^-\s+/, ''))))
        return /^[\s\]})]*,?\s*$/.test(text) ? text : `${' '.repeat(indent)}${hidden}`;
      if (isDirect && isOtherHalf(key ?? '') && isLiteral(value)) return `${head ?? ''}${hidden}`;
    }
    const isSecret = key !== undefined && isSecretName(key);
    if (isSecret && value !== undefined && !block?.isText) {
      const isText = opensText.test(value);
      if (isText || opensBlock.test(value))
        block = { indent: column, isText, isList: lines[at + 1]?.trimStart().startsWith('-') === true };
      else if (isLiteral(value)) return `${head ?? ''}${hidden}`;
    }
    if (pairs.has(at) && isLiteral(value)) return `${head ?? ''}${hidden}`;
    return hideInLine(text, isPair(text));
  }

  const result = parsed.map((line, at) => {
    const text = shown(line, at);
    if (text !== line.text) count++;
    return text;
  });
  return { lines: result, count };
}

function parsedLine(text: string): Line {
  const indent = text.search(/\S/);
  if (indent < 0)
    return { text, indent: Number.POSITIVE_INFINITY, column: Number.POSITIVE_INFINITY, isItem: false };
  const isItem = /^\s*-\s/.test(text);
  const [, before = '', quote = '', key, separator = '', value] = keyed.exec(text) ?? [];
  if (key === undefined) return { text, indent, column: indent, isItem };
  const head = before + quote + key + quote + separator;
  return { text, indent, column: before.length, isItem, key, head, ...(value !== undefined && { value }) };
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && !opensText.test(value) && !opensBlock.test(value) && !isReference(value);
}

/** Returns whether a line has a name that says that something is a secret, as `{ Name: DB_PASSWORD, Value: … }` does. */
function isPair(text: string): boolean {
  const name =
    /(?<![\w.])["']?(?:Name|Key|ParameterKey)["']?\s{0,20}[:=]\s{0,20}["']?([^"',}\]]{1,200})/i.exec(
      text,
    )?.[1];
  return name !== undefined && isSecretName(name);
}

/** Returns the indexes of lines with the value of a pair whose name, in a line near it, says that it is a secret. */
function otherHalves(lines: readonly Line[]): Set<number> {
  const found = new Set<number>();
  lines.forEach(({ key = '', value = '', column, isItem }, at) => {
    if (!naming.test(key) || !isSecretName(value)) return;
    for (const step of isItem ? [1] : [1, -1])
      for (let other = at + step; Math.abs(other - at) <= maxPairLines; other += step) {
        const line = lines[other];
        if (!line || line.column < column || (step > 0 && line.isItem && line.column === column)) break;
        if (line.column === column && isOtherHalf(line.key ?? '')) found.add(other);
        if (step < 0 && line.isItem && line.column === column) break;
      }
  });
  return found;
}
