import { createPlainText } from '../plain-text.ts';

/** URLs in wiki text, alone or in a link. */
const url = /https?:\/\/[^\s|[\]{}<>"']{1,2000}/g;
/** Jira allows 32,767. */
const maxCharacters = 100_000;

/** The macros whose tags are dropped. Other braces are text. */
const macro = /\{(?:quote|panel|color|anchor|info|tip|note|warning)(?::[^{}\n]{0,500})?\}/iy;
/** Macros whose content is text, whatever it contains. */
const verbatim = /\{(code|noformat)(?::[^{}\n]{0,500})?\}/iy;
const monospace = /\{\{([^{}\n]{1,1000})\}\}/y;
const lineStart = /[ \t]*(?:(?:h[1-6]|bq)\.|[*#-]{1,10}(?=[ \t]))[ \t]*/iy;
const link = /\[([^[\]\n]{1,2000})\]/y;
const image = /![^\s!|]{1,500}\.[^\s!|]{1,20}(?:\|[^!\n]{0,500})?!/y;
/** A short phrase such as *bold*; longer ones keep their marks. */
const phrase = /([*_])(?=[^\s*_])[^\n]{0,200}?[^\s\\*_]\1(?![\w*_])/y;
const escaped = /\\([^\p{L}\p{N}\s])/uy;
const entity = /&#92;|&#46;|&amp;/y;
const entities: Readonly<Record<string, string>> = { '&#92;': '\\', '&#46;': '.', '&amp;': '&' };

/** Returns the URLs of wiki text, in links or alone. They are only matched, never opened. */
export function addressesInWiki(wiki: string): string[] {
  return [...wiki.slice(0, maxCharacters).matchAll(url)].map(([address]) => address);
}

/**
 * Returns the plain text of Jira's wiki text: without macros, headings, list marks, images and emphasis, and
 * with links as their text. Whatever remains is text, never markup.
 */
export function textOfWiki(wiki: string): string {
  const source = wiki.slice(0, maxCharacters).replace(/\r\n?/g, '\n');
  const text = createPlainText();
  let at = 0;
  let isRow = false;
  /** Positions of marks that end a phrase. */
  const ends = new Set<number>();

  /** Tries a pattern at this position only. Each pattern is bounded, so the whole takes linear time. */
  function matched(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    return pattern.exec(source) ?? undefined;
  }
  /** Replaces what the pattern matches. Returns whether it matches. */
  function take(pattern: RegExp, replacement: (found: RegExpExecArray) => string): boolean {
    const found = matched(pattern);
    if (!found) return false;
    at += found[0].length;
    text.add(replacement(found));
    return true;
  }
  function takeVerbatim(): boolean {
    const [tag, name = ''] = matched(verbatim) ?? [];
    if (tag === undefined) return false;
    const from = at + tag.length;
    const closing = `{${name}}`;
    const end = source.indexOf(closing, from);
    // Without an end, Jira shows the tag; the text after it is read like any other.
    if (end >= 0) text.addCode(source.slice(from, end));
    at = end < 0 ? from : end + closing.length;
    return true;
  }
  function takePhrase(): boolean {
    if (ends.has(at)) {
      at++;
      return true;
    }
    const found = /[\w*_\\]/.test(source[at - 1] ?? '') ? undefined : matched(phrase);
    if (!found) return false;
    ends.add(at + found[0].length - 1);
    at++;
    return true;
  }
  function takeMarkup(): boolean {
    switch (source[at]) {
      case '\\':
        if (source[at + 1] !== '\\') return take(escaped, ([, character = '']) => character);
        return take(/\\\\/y, () => '\n');
      case '{':
        return takeVerbatim() || take(monospace, ([, inner = '']) => inner) || take(macro, () => '');
      case '[':
        return take(link, ([, inner = '']) => linkText(inner));
      case '!':
        return take(image, () => ' ');
      case '&':
        return take(entity, ([found]) => entities[found] ?? '');
      case '|':
        return isRow && take(/\|+/y, () => ' ');
      case '*':
      case '_':
        return takePhrase();
      default:
        return false;
    }
  }

  while (at < source.length) {
    if (at === 0 || source[at - 1] === '\n') {
      take(lineStart, () => '');
      isRow = source[at] === '|';
    }
    if (at < source.length && !takeMarkup()) text.add(source[at++] ?? '');
  }
  return text.toString();
}

/** Returns the text of a link, mention or attachment, without its target. */
function linkText(inner: string): string {
  const [text = '', target] = inner.split('|');
  if (target !== undefined) return text;
  if (inner.startsWith('~')) return `@${inner.slice(1)}`;
  if (/^[\^#]/.test(inner)) return inner.slice(1);
  return /^[a-z][a-z+.-]*:/i.test(inner) ? inner : `[${inner}]`;
}
