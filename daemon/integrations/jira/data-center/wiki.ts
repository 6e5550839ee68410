import type { CommentBlock } from '../../../domain/tickets/ticket.ts';

/** A URL is written as it is, because Jira would take an escape for a part of it. */
const url = /https?:\/\/[\w.~:/?#@&=%+,;-]+/g;

/**
 * Returns paragraphs of plain text and blocks of code as Jira's wiki text. A line break in a paragraph is kept. Everything that
 * could become markup, a macro, a mention, an image or an emoticon is escaped.
 */
export function wikiOf(paragraphs: readonly CommentBlock[]): string {
  return paragraphs
    .map((block) =>
      typeof block === 'string'
        ? block
            .split(/\r\n|[\r\n]/)
            .map(escapedLine)
            .join('\n')
        : `{noformat}\n${verbatim(block.code)}\n{noformat}`,
    )
    .join('\n\n');
}

/** Inside the macro everything is text except its own end, which an invisible character breaks. */
function verbatim(code: string): string {
  return code.replace(/\{(?=noformat)/gi, '{\u2060');
}

function escapedLine(line: string): string {
  let written = '';
  let end = 0;
  for (const { 0: address, index } of line.matchAll(url)) {
    written += escaped(line.slice(end, index)) + address;
    end = index + address.length;
  }
  written += escaped(line.slice(end));
  // Headings, quotes and lists begin a line; the other characters of lists are escaped everywhere.
  return (
    written
      .replace(/^(\s*)(h[1-6]|bq)\./i, '$1$2&#46;')
      .replace(/^(\s*)#/, '$1\\#')
      // The end of an entity and a parenthesis would be an emoticon.
      .replace(/(?<=&#(?:46|92);)\)/g, '\\)')
  );
}

function escaped(text: string): string {
  return (
    text
      // Two backslashes are a line break, and one escapes the next character. Jira knows the entity, too.
      .replace(/&(?=#|\w+;)/g, '&amp;')
      .replace(/\\/g, '&#92;')
      .replace(/[*_{}[\]^~!|]/g, '\\$&')
      // Inside a word these are no markup: read-only, a+b.
      .replace(/(?<!\w)[-+]|[-+](?!\w)/g, '\\$&')
      .replace(/\?(?=\?)|(?<=\?)\?/g, '\\?')
      .replace(/\((?=(?:[xyni/?]|off|on|flag|flagoff)\)|\\)/gi, '\\(')
      .replace(/:(?=[()DP])|(?<!&#92);(?=\))/g, '\\$&')
  );
}
