import { type Note, note } from '../../problems/note.ts';
import type { TemplateFile } from '../template.ts';
import type { DecodedText } from './decode.ts';
import { withoutComments } from './json-comments.ts';
import { parseText } from './parse.ts';
import { readResources } from './resources.ts';
import { looksLikeTemplate, mayBeTemplate } from './sniff.ts';
import { syntaxError } from './unreadable.ts';

export type { TemplateFile };

/**
 * Larger files are not read. CloudFormation accepts templates of at most 1 MB. Twice that size leaves room
 * for templates that `package` makes smaller. A text is never longer in UTF-16 units than in bytes of UTF-8.
 */
export const maxTemplateBytes = 2 * 1024 * 1024;

/** The result of reading a text. */
export interface Reading {
  /** Absent if the text is not a template. */
  readonly template: TemplateFile | undefined;
  /** Whether the text does not parse. If there is a template, its error gives the reason. */
  readonly broken: boolean;
}

/** Reads texts of one kind as templates. */
export interface TemplateReader {
  /**
   * Returns whether a text may be a template. Most files of a workspace are not templates and need not be
   * parsed.
   */
  mayRead(text: string): boolean;
  /** Never throws. */
  read(path: string, content: string): Reading;
}

export const templateReader: TemplateReader = { mayRead: mayBeTemplate, read: readText };

/**
 * Reads one CloudFormation template, YAML or JSON, with positions. A byte order mark does not count, as in an
 * editor. Returns `undefined` for any other text; `AWSTemplateFormatVersion` is not required. Never throws.
 */
export function readTemplate(path: string, content: string): TemplateFile | undefined {
  return mayBeTemplate(content) ? readText(path, content).template : undefined;
}

/**
 * Reads a template as it is on disk. CloudFormation accepts only UTF-8. For other bytes, returns the
 * resources and an error with the line.
 */
export function readDecoded(
  path: string,
  { text, encoding, invalidLine }: DecodedText,
): TemplateFile | undefined {
  const template = readTemplate(path, text);
  if (!template) return undefined;
  if (encoding !== 'utf-8') return { ...template, error: note('template-utf16', {}) };
  return invalidLine === undefined
    ? template
    : { ...template, error: note('template-not-utf8', { line: invalidLine }) };
}

/**
 * Returns a template with an error if a file that is too large to be read begins like a template.
 * @param head The first kilobytes of the file.
 * @param size In bytes.
 */
export function readTooLarge(path: string, head: string, size: number): TemplateFile | undefined {
  if (!looksLikeTemplate(head)) return undefined;
  const format = /^\s*\{/.test(head) ? 'json' : 'yaml';
  return { path, format, resources: [], error: note('template-too-large', { bytes: size }) };
}

/** Like `readTemplate`, but also returns whether the text parses. */
export function readText(path: string, content: string): Reading {
  const text = withoutMark(content);
  const mayBeCommented = /^\s*[{/]/.test(text) && text.length <= maxTemplateBytes;
  return (mayBeCommented ? readCommented(path, text) : undefined) ?? readPlain(path, text);
}

function readPlain(path: string, text: string): Reading {
  const format = /^\s*(\{(?![{%#])|\[)/.test(text) ? 'json' : 'yaml';
  const unreadable = (error: Note, start = text): Reading => ({
    template: looksLikeTemplate(start) ? { path, format, resources: [], error } : undefined,
    broken: true,
  });
  if (text.length > maxTemplateBytes)
    return unreadable(note('template-too-large', { bytes: text.length }), text.slice(0, maxTemplateBytes));
  try {
    const found = readResources(parseText(text));
    if (!found) return { template: undefined, broken: false };
    const { resources, loops, defaults } = found;
    return {
      template: {
        path,
        format,
        resources,
        ...(loops.length > 0 && { loops }),
        ...(Object.keys(defaults).length > 0 && { defaults }),
      },
      broken: false,
    };
  } catch (error) {
    return unreadable(syntaxError(error));
  }
}

/**
 * Reads JSON with comments, which a YAML parser would take for parts of keys. Returns `undefined` if the text
 * has no comments or is not a template.
 */
function readCommented(path: string, text: string): Reading | undefined {
  const plain = withoutComments(text);
  const template = plain && readPlain(path, plain.text).template;
  return (
    template && {
      template: { ...template, error: note('template-json-comment', { line: plain.line }) },
      broken: false,
    }
  );
}

/** Returns the text without the byte order mark, as an editor shows it. */
export function withoutMark(content: string): string {
  return content.startsWith('\uFEFF') ? content.slice(1) : content;
}
